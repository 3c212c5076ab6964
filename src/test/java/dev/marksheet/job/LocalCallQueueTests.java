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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
        queue = queue(1);
    }

    private LocalCallQueue queue(int workers) {
        return new LocalCallQueue(
                db.jobs,
                db.openJobs,
                new JobProperties(workers, 2000, Duration.ofMinutes(1), Duration.ofSeconds(1), true),
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

    @Test
    void leavesCallsAloneThatAreAtWorkWhenTheOldOnesAreResumedLate() {
        ScoreJob old = db.running("old");
        db.sql("create trigger full before update on job when old.run_id = 'session-old'"
                + " begin select raise(abort, 'disk full'); end");
        CountDownLatch resumed = new CountDownLatch(1);
        queue = queue(2);
        queue.start(call -> {
            if (call.id().equals(old.id())) {
                resumed.countDown();
                return;
            }
            Durable.await(db.jobs.start(call.id(), call.run(), Database.NOW));
            db.sql("drop trigger full");
            resumed.await();
            Durable.await(db.jobs.saveResult(call.id(), Database.result(1)));
            handedOut.add(call);
        });
        ScoreJob fresh = queue.accept(Database.request("new"));

        await().until(() -> !handedOut.isEmpty());
        assertThat(failures).isNotEmpty();
        assertThat(db.jobs.unreported(fresh.id(), Database.NOW)).isPresent();
    }

    @Test
    void resumesEveryCallOnceHoweverOftenTheirReadingStops() {
        List<ScoreJob> left = IntStream.range(0, 1200)
                .mapToObj(
                        i -> db.jobs.accept(Database.request("s"), Database.NOW).join())
                .toList();
        // The second page can't be read at first.
        db.sql("insert into session (run_id, session_id, created_at) values ('unreadable', 'unreadable', 0)");
        db.sql("update job set run_id = 'unreadable' where seq = 1100");
        queue.start(handedOut::add);
        await().until(() -> failures.size() > 1);
        db.sql("update job set run_id = 'session-s' where run_id = 'unreadable'");

        await().until(() -> handedOut.size() == 1200);
        assertThat(handedOut)
                .extracting(JobStore.Open::id)
                .containsExactlyElementsOf(left.stream().map(ScoreJob::id).toList());
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 6", "3, 12", "4, 24", "5, 30", "6, 30", "1000, 30"})
    void waitsLongerWithEveryFailureButNeverForLong(int count, int seconds) {
        assertThat(RetryPauses.GROWING.after(count)).hasSeconds(seconds);
    }
}
