package dev.marksheet.query;

import dev.marksheet.session.RunId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far orders have come to score the calls of one session into another. Safe for use by many threads at once. */
@Repository
public class RescoreQueries {

    private final JdbcClient jdbc;

    RescoreQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An order.
     *
     * @param source whose calls were meant
     * @param state {@code copying}, {@code done}, or {@code source_deleted} when what is missing can't be copied any more
     */
    public record Standing(RunId source, String state) {}

    /** The orders that fill a run, the oldest first. */
    public List<Standing> into(RunId run) {
        return jdbc.sql("select source_run_id, state from rescore where run_id = :run order by created_at, order_key")
                .param("run", run.value())
                .query((row, n) -> new Standing(new RunId(row.getString("source_run_id")), row.getString("state")))
                .list();
    }
}
