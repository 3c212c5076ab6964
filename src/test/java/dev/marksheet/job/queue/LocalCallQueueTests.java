package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marksheet.job.JobProperties;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.JudgeOutageException;
import dev.marksheet.job.NoRoomException;
import dev.marksheet.job.record.RetryPauses;
import dev.marksheet.job.record.StorageState;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.store.Database;
import dev.marksheet.store.JobStore;
import dev.marksheet.threads.Futures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

class LocalCallQueueTests {

    private static final int CAPACITY = 600;

    @TempDir
    Path folder;

    private Database db;
    private LocalCallQueue queue;
    private final StorageState storage = new StorageState();
    private final AtomicBoolean away = new AtomicBoolean();
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
                new JobProperties(workers, CAPACITY, Duration.ofMinutes(1), Duration.ofSeconds(1), true),
                Executors.newCachedThreadPool(),
                Clock.systemUTC(),
                this::noPause,
                storage,
                away::get,
                db.settings::isSpent);
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
    void aLargeCallThatWaitsForRoomKeepsNoWorkerAndGoesFirstWhenItHasIt() {
        List<Runnable> inLine = new CopyOnWriteArrayList<>();
        queue.start(call -> {
            if (inLine.isEmpty()) {
                throw new NoRoomException(inLine::add);
            }
            handedOut.add(call);
            if (handedOut.size() == 2) {
                await().until(() -> queue.waiting() == 3);
                inLine.get(0).run();
            }
        });
        ScoreJob large = queue.accept(Database.request("large"));
        await().until(() -> inLine.size() == 1);
        for (int i = 0; i < 4; i++) {
            queue.accept(Database.request("small"));
        }

        await().until(() -> handedOut.size() == 5);
        assertThat(handedOut.get(2).id()).isEqualTo(large.id());
        assertThat(queue.waiting()).isZero();
        assertThat(failures).isEmpty();
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
            Futures.join(db.jobs.start(call.id(), call.run(), Database.NOW));
            db.sql("drop trigger full");
            resumed.await();
            Futures.join(db.jobs.saveResult(call.id(), Database.result(1)));
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

    @Test
    void letsCallsWaitAsQueuedForTheEndpointWhileOthersGoOn() {
        away.set(true);
        queue.start(call -> {
            Futures.join(db.jobs.start(call.id(), call.run(), Database.NOW));
            if (away.get() && call.run().value().equals("session-llm")) {
                throw new JudgeOutageException("no credit");
            }
            handedOut.add(call);
        });
        List<ScoreJob> waiting = IntStream.range(0, 20)
                .mapToObj(i -> queue.accept(Database.request("llm")))
                .toList();
        queue.accept(Database.request("local"));
        await().until(() -> handedOut.size() == 1);
        await().until(() -> db.count("select count(*) from job where status = 'queued'") == 20);

        away.set(false);
        queue.endpointIsBack();

        await().until(() -> handedOut.size() == 21);
        assertThat(handedOut.subList(1, 21))
                .extracting(JobStore.Open::id)
                .containsExactlyElementsOf(waiting.stream().map(ScoreJob::id).toList());
        assertThat(failures).isEmpty();
    }

    @Test
    void makesOnePauseForAllCallsWhileTheDatabaseRefuses() {
        AtomicBoolean full = new AtomicBoolean(true);
        queue = queue(4);
        IntStream.range(0, 500).forEach(i -> queue.accept(Database.request("s" + i % 7)));
        queue.start(call -> {
            handedOut.add(call);
            if (full.get()) {
                throw new DataAccessResourceFailureException("disk full");
            }
        });
        await().until(() -> failures.contains(20));
        int tried = handedOut.size();
        full.set(false);

        await().until(() -> handedOut.stream().map(JobStore.Open::id).distinct().count() == 500);

        // The workers' first calls, and then one call a pause.
        assertThat(tried).isLessThan(4 + failures.size() + 5);
        assertThat(failures.subList(0, 20))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void countsCallsThatWaitForAnythingAgainstTheCapacity() {
        away.set(true);
        queue.start(call -> {
            throw new JudgeOutageException("no credit");
        });
        IntStream.range(0, CAPACITY).forEach(i -> queue.accept(Database.request("s")));
        await().until(() -> queue.waiting() == CAPACITY);

        assertThatThrownBy(() -> queue.accept(Database.request("s"))).isInstanceOf(JobQueueFullException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 6", "3, 12", "4, 24", "5, 30", "6, 30", "1000, 30"})
    void waitsLongerWithEveryFailureButNeverForLong(int count, int seconds) {
        assertThat(RetryPauses.GROWING.after(count)).hasSeconds(seconds);
    }
}
