package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.store.PostgresqlServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.Assumptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Prints the throughput of one, two and three nodes on one PostgreSQL, with a judge that takes 200 ms and a low limit on
 * what a node has in flight. {@code -Dnodes.calls=N -Dnodes.workers=N -Dnodes.sessions=N -Dnodes.latency=MILLIS} measure
 * something else.
 */
class NodesMeasurement {

    private static final int CALLS = Integer.getInteger("nodes.calls", 200);
    private static final int WORKERS = Integer.getInteger("nodes.workers", 2);
    private static final int SESSIONS = Integer.getInteger("nodes.sessions", 10);
    private static final Duration LATENCY = Duration.ofMillis(Integer.getInteger("nodes.latency", 200));

    @TempDir
    Path folder;

    @Test
    void growsWithTheNodes() {
        List<Double> perSecond = new ArrayList<>();
        try (SlowJudge judge = new SlowJudge(LATENCY)) {
            for (int nodes = 1; nodes <= 3; nodes++) {
                perSecond.add(measure(nodes, judge));
                System.out.printf(
                        "%d nodes: %.1f calls/s, %.2f times one; %.1f by arithmetic%n",
                        nodes,
                        perSecond.get(nodes - 1),
                        perSecond.get(nodes - 1) / perSecond.get(0),
                        nodes * WORKERS * 1000.0 / LATENCY.toMillis());
            }
        }
        Assumptions.assumeThat(LATENCY)
                .as("without a wait for the judge the machine's cores are the limit")
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(perSecond.get(1) / perSecond.get(0)).isGreaterThan(1.8);
        assertThat(perSecond.get(2) / perSecond.get(0)).isGreaterThan(2.6);
    }

    private double measure(int count, SlowJudge judge) {
        String url = PostgresqlServer.shared().newDatabase();
        List<ChildService> nodes = IntStream.range(0, count)
                .mapToObj(i -> ChildService.launch(
                        folder.resolve("unused"),
                        "--spring.datasource.url=" + url,
                        "--marksheet.drain=0s",
                        "--marksheet.judge.base-url=" + judge.baseUrl(),
                        "--marksheet.judge.max-concurrency=" + WORKERS,
                        "--marksheet.job.workers=" + WORKERS,
                        "--marksheet.metrics=aspect_critic",
                        "--marksheet.advice.model="))
                .toList();
        try (NodesLoad load = new NodesLoad(nodes, CALLS, SESSIONS)) {
            nodes.forEach(ChildService::awaitReady);
            load.start();
            load.join();
            return callsPerSecond(PostgresqlServer.sql(url));
        } finally {
            nodes.forEach(ChildService::close);
        }
    }

    /** While the middle eight tenths of the calls end, so that neither cold processes nor the last few calls count. */
    private static double callsPerSecond(JdbcClient sql) {
        await().atMost(Duration.ofMinutes(5)).until(() -> finished(sql, CALLS - 1) != null);
        int first = CALLS / 10;
        int last = CALLS - CALLS / 10;
        return (last - first) * 1000.0 / (finished(sql, last) - finished(sql, first));
    }

    /** When the call ended before which so many had ended, or null if it has not. */
    private static @Nullable Long finished(JdbcClient sql, int before) {
        return sql.sql("select finished_at from job where status = 'completed' order by finished_at, seq"
                        + " limit 1 offset :before")
                .param("before", before)
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
