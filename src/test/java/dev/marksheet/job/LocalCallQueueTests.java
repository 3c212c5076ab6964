package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.session.ScoreJob;
import dev.marksheet.store.Database;
import dev.marksheet.store.JobStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalCallQueueTests {

    @TempDir
    Path folder;

    private Database db;
    private LocalCallQueue queue;
    private final List<JobStore.Open> handedOut = new CopyOnWriteArrayList<>();
    private final List<Integer> failures = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        db = Database.sqlite(folder);
        queue = new LocalCallQueue(
                db.jobs,
                db.openJobs,
                new JobProperties(1, 100, Duration.ofMinutes(1), Duration.ofSeconds(1), true),
                Executors.newCachedThreadPool(),
                Clock.systemUTC(),
                this::noPause);
    }

    @AfterEach
    void close() {
        queue.stop();
        db.close();
    }

    private Duration noPause(int count) {
        failures.add(count);
        return Duration.ZERO;
    }

    @Test
    void handsOutAgainWhatFailedAfterAPauseForSoManyFailures() {
        queue.start(call -> {
            handedOut.add(call);
            if (handedOut.size() == 1) {
                throw new IllegalStateException("no room");
            } else if (handedOut.size() == 2) {
                throw new StackOverflowError();
            }
        });
        ScoreJob job = queue.accept(Database.request("s"));

        await().until(() -> handedOut.size() == 3);
        JobStore.Open again = new JobStore.Open(job.id(), job.run(), true);
        assertThat(handedOut).containsExactly(new JobStore.Open(job.id(), job.run(), false), again, again);
        assertThat(failures).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 6", "3, 12", "4, 24", "5, 30", "6, 30", "1000, 30"})
    void waitsLongerWithEveryFailureButNeverForLong(int count, int seconds) {
        assertThat(RetryPauses.GROWING.after(count)).hasSeconds(seconds);
    }
}
