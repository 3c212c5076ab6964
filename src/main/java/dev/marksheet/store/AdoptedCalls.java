package dev.marksheet.store;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Row;
import dev.marksheet.store.database.Writes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Calls that ended elsewhere and are taken over. Safe for use by many threads at once. */
@Repository
public class AdoptedCalls {

    private final JdbcClient jdbc;
    private final Writes writes;
    private final NewJobs newJobs;
    private final JobMoves moves;

    AdoptedCalls(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.newJobs = new NewJobs(jdbc, new SecureRandom(), () -> null);
        this.moves = new JobMoves(jdbc);
    }

    /**
     * Takes a call over with its own id, times and result; it is still to be reported. The future says whether, not when
     * there is a job of this id.
     */
    public CompletableFuture<Boolean> adopt(Row row, Instant createdAt, Instant startedAt) {
        NewJobs.Texts texts = NewJobs.Texts.of(row.request());
        return writes.submit(() -> {
            boolean isNew = newJobs.insertAs(row.job(), row.request(), texts, createdAt);
            if (isNew) {
                moves.start(row.job(), row.run(), startedAt, 0);
                keep(row);
            }
            return isNew;
        });
    }

    private void keep(Row row) {
        CallResult result = row.result();
        jdbc.sql("""
                        update job set scores = :scores, usage = :usage, latency_ms = :latency, error = :error,
                               mean_score = :mean where job_id = :id and status = 'running'
                        """)
                .param("scores", Json.writeScores(result))
                .param("usage", Json.write(result.usage()))
                .param("latency", result.latencyMs())
                .param("error", result.error())
                .param("mean", result.meanScore())
                .param("id", row.job().value())
                .update();
    }
}
