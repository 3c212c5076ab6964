package dev.marksheet.query;

import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.store.Mapping;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the database holds in all, for those who operate it. Safe for use by many threads at once. */
@Repository
public class DatabaseFigures {

    private final JdbcClient jdbc;
    private final String size;

    DatabaseFigures(JdbcClient jdbc, Environment environment) {
        this.jdbc = jdbc;
        this.size = environment.matchesProfiles(PostgresqlEnvironment.PROFILE)
                ? "select pg_database_size(current_database())"
                : "select page_count * page_size from pragma_page_count(), pragma_page_size()";
    }

    /** Open calls by status over all sessions; of those that have ended none is counted. */
    public Counts openCalls() {
        String columns = Stream.of(JobStatus.values())
                .map(status -> status.isFinal()
                        ? "0 as " + status.wireName()
                        : "coalesce(sum(%1$s), 0) as %1$s".formatted(status.wireName()))
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + columns + " from session where queued + running > 0")
                .query((row, n) -> Mapping.counts(row))
                .single();
    }

    /** The database's size in bytes; on SQLite without its write-ahead log. */
    public long bytes() {
        return jdbc.sql(size).query(Long.class).single();
    }
}
