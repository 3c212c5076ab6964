package dev.marksheet.query;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where sessions and calls come from, by what a URL says of them. Safe for use by many threads at once. */
@Repository
public class Origins {

    private final JdbcClient jdbc;

    public Origins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where something comes from.
     *
     * @param session the id of its session
     * @param keyId the key that began the session, or sent the call; null if that was without a key
     */
    public record Origin(String session, @Nullable String keyId) {}

    /** A session's; empty if there is none such. */
    public Optional<Origin> ofSession(String id) {
        try {
            return find(RunId.of(new SessionId(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A run's; empty if there is none such. */
    public Optional<Origin> ofRun(String id) {
        try {
            return find(new RunId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Origin> find(RunId run) {
        return jdbc.sql("select session_id, key_id from session where run_id = :run")
                .param("run", run.value())
                .query((row, n) -> origin(row))
                .optional();
    }

    /** A call's; empty if there is none such. */
    public Optional<Origin> ofJob(String id) {
        try {
            return jdbc.sql("select s.session_id, j.key_id from job j join session s on s.run_id = j.run_id"
                            + " where j.job_id = :id")
                    .param("id", new JobId(id).value())
                    .query((row, n) -> origin(row))
                    .optional();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Origin origin(ResultSet row) throws SQLException {
        return new Origin(row.getString("session_id"), row.getString("key_id"));
    }
}
