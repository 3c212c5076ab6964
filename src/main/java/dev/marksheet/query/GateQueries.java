package dev.marksheet.query;

import dev.marksheet.session.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a gate reads: how far a session's calls have come in the order of their acceptance, and their scores in that order.
 * Safe for use by many threads at once.
 */
@Repository
public class GateQueries {

    /** How many rows are read at a time, so that a long session takes no more memory than a short one. */
    private static final int PAGE = 20_000;

    /**
     * Read in one statement, so that no call is counted behind one that was open at the time. Ranges and orders that begin with
     * the run keep PostgreSQL from looking for its calls among those of all sessions, in the order of their sequence.
     */
    private static final String FRONTIER = """
            select s.created_at, s.version, s.scores_replaced, s.queued, s.running, s.completed, s.failed, f.first_open,
                   (select seq from job where run_id >= :run and run_id <= :run
                    order by run_id desc, seq desc limit 1) as latest,
                   (select count(*) from job where run_id = :run and seq > f.first_open) as behind,
                   (select count(*) from job where run_id = :run and seq > f.first_open
                    and status in ('failed', 'cancelled') and status = 'cancelled') as cancelled_behind
            from session s
            left join (select seq as first_open from job where run_id >= :run and run_id <= :run
                       and status in ('queued', 'running') order by run_id, seq limit 1) f on 1 = 1
            where s.run_id = :run
            """;

    private final JdbcClient jdbc;

    GateQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How far a session's calls have come.
     *
     * @param version of the session
     * @param replaced grows when scores of ended calls are replaced: what was read before is not so any more
     * @param open calls that have not ended
     * @param counted ended calls that were accepted before the first open one
     * @param all calls that were not cancelled
     * @param end the sequence that all counted calls lie before
     */
    public record Frontier(
            Instant createdAt, long version, long replaced, long open, long counted, long all, long end) {}

    /** Takes what became of a metric on a call. */
    public interface Scores {

        /** @param value 0 where there is no score */
        void take(long sequence, String outcome, double value);
    }

    /** Takes what became of a metric on a call about some item. */
    public interface ItemScores {

        /**
         * @param item equal for equal items; null where it is not known
         * @param value 0 where there is no score
         */
        void take(long sequence, @Nullable String item, String outcome, double value);
    }

    /** The runs that have a gate, the one with the latest finished call first. */
    public List<RunId> gated(int limit) {
        return jdbc.sql("select run_id from session where gate is not null"
                        + " order by coalesce(latest_finished_at, 0) desc, run_id desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new RunId(row.getString("run_id")))
                .list();
    }

    /** How far a session's calls have come; empty where there is no such session. */
    public Optional<Frontier> frontier(RunId run) {
        return jdbc.sql(FRONTIER)
                .param("run", run.value())
                .query((row, n) -> frontier(row))
                .optional();
    }

    private static Frontier frontier(ResultSet row) throws SQLException {
        long open = row.getLong("queued") + row.getLong("running");
        long ended = row.getLong("completed") + row.getLong("failed");
        long first = row.getLong("first_open");
        // All the others that are open lie behind the first.
        long endedBehind = first == 0 ? 0 : row.getLong("behind") - (open - 1) - row.getLong("cancelled_behind");
        return new Frontier(
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"),
                row.getLong("scores_replaced"),
                open,
                ended - endedBehind,
                open + ended,
                first > 0 ? first : row.getLong("latest") + 1);
    }

    /** Hands over the outcomes of a metric on the calls between two sequences, both excluded, in order. */
    public void scores(RunId run, String metric, long after, long end, Scores to) {
        long[] last = {after};
        int read = PAGE;
        while (read == PAGE) {
            int[] rows = {0};
            jdbc.sql("""
                            select seq, outcome, value from score
                            where run_id = :run and metric = :metric and seq > :after and seq < :end
                            order by seq limit :page
                            """)
                    .param("run", run.value())
                    .param("metric", metric)
                    .param("after", last[0])
                    .param("end", end)
                    .param("page", PAGE)
                    .query(row -> {
                        rows[0]++;
                        last[0] = row.getLong(1);
                        double value = row.getDouble(3);
                        // Most have a score: their outcome need not be read.
                        to.take(last[0], row.wasNull() ? row.getString(2) : "scored", value);
                    });
            read = rows[0];
        }
    }

    /** Whether calls of the two runs are paired by their items, as in comparisons; else by their questions. */
    public boolean pairedByItem(RunId one, RunId other) {
        return Pairing.byItem(jdbc, one, other);
    }

    /**
     * Hands over the outcomes of a metric with what the calls were about, as {@link #scores}.
     *
     * @param byItem whether calls that have an item are told by it, and not by their question
     */
    public void itemScores(RunId run, String metric, boolean byItem, long after, long end, ItemScores to) {
        long[] last = {after};
        int read = PAGE;
        while (read == PAGE) {
            int[] rows = {0};
            jdbc.sql("""
                            select s.seq, s.outcome, s.value, j.item, j.question_key
                            from score s join job j on j.seq = s.seq
                            where s.run_id = :run and s.metric = :metric and s.seq > :after and s.seq < :end
                            order by s.seq limit :page
                            """)
                    .param("run", run.value())
                    .param("metric", metric)
                    .param("after", last[0])
                    .param("end", end)
                    .param("page", PAGE)
                    .query(row -> {
                        rows[0]++;
                        last[0] = row.getLong(1);
                        String item = byItem ? row.getString(4) : null;
                        to.take(last[0], item(item, row.getString(5)), row.getString(2), row.getDouble(3));
                    });
            read = rows[0];
        }
    }

    /** An item of a data set is told by its id, anything else by its question. */
    private static @Nullable String item(@Nullable String item, @Nullable String questionKey) {
        return item == null ? questionKey : "item " + item;
    }

    /** The sequence of the n-th call, from 1 on, that was not cancelled; empty when there are fewer. */
    public Optional<Long> sequence(RunId run, long n) {
        return jdbc.sql("""
                        select seq from job
                        where run_id = :run and seq not in (select seq from job where run_id = :run
                                and status in ('failed', 'cancelled') and status = 'cancelled')
                        order by seq limit 1 offset :before
                        """)
                .param("run", run.value())
                .param("before", n - 1)
                .query(Long.class)
                .optional();
    }
}
