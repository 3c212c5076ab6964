package dev.marksheet.store.database;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.util.function.Consumer;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Copies of the embedded database as it is at one moment, made while it is written to. Safe for use by many threads at
 * once.
 */
@Component
@Profile("!" + PostgresqlEnvironment.PROFILE)
public class DatabaseBackup {

    private final JdbcClient jdbc;

    DatabaseBackup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a copy holds.
     *
     * @param rows rows of all {@code scores.csv}
     * @param scores scores with a value, and {@code scoreSum} is what they add up to
     */
    public record Contents(long sessions, long calls, long rows, long scores, double scoreSum) {}

    /**
     * A session as the copy has it.
     *
     * @param csvLength how many bytes of {@code scores.csv} are committed, and {@code csvChecksum} is over them
     */
    public record Kept(SessionId session, RunId run, long version, long csvLength, long csvChecksum) {}

    /** Writes a copy: all that was committed when this was called, and nothing by halves. The file must not be there. */
    public void copyTo(String file) {
        jdbc.sql("vacuum into :file").param("file", file).update();
    }

    /** Counts what is in a copy. */
    public Contents contents(String file) {
        return open(file)
                .sql("""
                        select (select count(*) from session) as sessions, (select count(*) from job) as calls,
                               (select coalesce(sum(row_count), 0) from session) as csv_rows,
                               (select count(value) from score) as scores,
                               (select coalesce(sum(value), 0) from score) as score_sum
                        """)
                .query((row, n) -> new Contents(
                        row.getLong("sessions"),
                        row.getLong("calls"),
                        row.getLong("csv_rows"),
                        row.getLong("scores"),
                        row.getDouble("score_sum")))
                .single();
    }

    /** Gives each session of a copy, in the order of their runs. */
    public void eachSession(String file, Consumer<Kept> taker) {
        open(file)
                .sql("select session_id, run_id, version, csv_length, csv_checksum from session order by run_id")
                .query(row -> {
                    taker.accept(new Kept(
                            new SessionId(row.getString("session_id")),
                            new RunId(row.getString("run_id")),
                            row.getLong("version"),
                            row.getLong("csv_length"),
                            row.getLong("csv_checksum")));
                });
    }

    private static JdbcClient open(String file) {
        return JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + file + "?open_mode=1"));
    }
}
