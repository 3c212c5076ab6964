package dev.marksheet.query;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionState;
import dev.marksheet.store.Mapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far sessions have come, for those who watch them. Every question is answered from an index and reads no call, so it
 * costs the same however long the sessions are. Safe for use by many threads at once.
 */
@Repository
public class SessionStates {

    private static final String COLUMNS =
            "select run_id, session_id, version, budget, spent, " + Mapping.COUNTERS + " from session";

    private final JdbcClient jdbc;

    SessionStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The states of these runs; runs that don't exist are left out. */
    public List<SessionState> of(Collection<RunId> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(COLUMNS + " where run_id in (:runs)")
                .param("runs", runs.stream().map(RunId::value).toList())
                .query((row, n) -> state(row))
                .list();
    }

    /** Sessions whose latest call ended after {@code since}, the latest first. */
    public List<SessionState> finishedSince(Instant since, int limit) {
        return jdbc.sql(COLUMNS + """
                         where coalesce(latest_finished_at, 0) > :since
                        order by coalesce(latest_finished_at, 0) desc, run_id desc limit :limit
                        """)
                .param("since", since.toEpochMilli())
                .param("limit", limit)
                .query((row, n) -> state(row))
                .list();
    }

    /** Sessions with open calls whose run ids come behind {@code after}, in their order. */
    public List<SessionState> open(String after, int limit) {
        return jdbc.sql(COLUMNS + " where queued + running > 0 and run_id > :after order by run_id limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> state(row))
                .list();
    }

    private static SessionState state(ResultSet row) throws SQLException {
        return new SessionState(
                new SessionId(row.getString("session_id")),
                new RunId(row.getString("run_id")),
                row.getLong("version"),
                Mapping.counts(row),
                Mapping.held(row));
    }
}
