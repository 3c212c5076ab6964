package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.JudgeOutageException;
import dev.marksheet.job.record.StorageState;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.store.Database;
import dev.marksheet.store.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two queues on one database stand for two processes. */
class SharedCallQueueTests {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private Database db;
    private final List<SharedCallQueue> queues = new ArrayList<>();
    private final List<JobStore.Open> handedOut = new CopyOnWriteArrayList<>();
    private final List<Integer> failures = new CopyOnWriteArrayList<>();
    private final Semaphore turns = new Semaphore(0);
    private final AtomicBoolean away = new AtomicBoolean();

    @BeforeEach
    void open() {
        db = Database.postgresql();
    }

    @AfterEach
    void close() {
        queues.forEach(SharedCallQueue::stop);
        db.close();
    }

    private SharedCallQueue queue(int workers, int capacity) {
        SharedCallQueue queue = new SharedCallQueue(
                db.jobs,
                db.turns(),
                db.settings,
                db.taskConnections(),
                new JobProperties(workers, capacity, Duration.ofMinutes(1), GRACE, true),
                Executors.newCachedThreadPool(),
                Clock.systemUTC(),
                this::noPause,
                "node-" + queues.size(),
                new StorageState(),
                away::get);
        queues.add(queue);
        return queue;
    }

    private SharedCallQueue queue() {
        return queue(1, 100_000);
    }

    private Duration noPause(int count) {
        failures.add(count);
        return Duration.ZERO;
    }

    /** Notes the call and waits until the test lets one more end. */
    private void work(JobStore.Open call) throws InterruptedException {
        handedOut.add(call);
        turns.acquire();
    }

    @Test
    void servesTheFirstCallOfASessionNextToOneWithHundredsWhoeverAcceptedThem() {
        SharedCallQueue one = queue();
        SharedCallQueue two = queue();
        IntStream.range(0, 500).forEach(i -> one.accept(Database.request("long")));
        one.start(this::work);
        two.start(this::work);
        awaitHandedOut(2);
        turns.release(10);
        awaitHandedOut(12);

        two.accept(Database.request("short"));
        turns.release(4);
        awaitHandedOut(16);

        RunId run = RunId.of(new SessionId("short"));
        assertThat(handedOut.subList(12, 16)).extracting(JobStore.Open::run).contains(run);
    }

    @Test
    void servesSessionsInTurn() {
        SharedCallQueue queue = queue();
        IntStream.range(0, 3).forEach(i -> queue.accept(Database.request("a")));
        IntStream.range(0, 3).forEach(i -> queue.accept(Database.request("b")));
        turns.release(6);
        queue.start(this::work);
        awaitHandedOut(6);

        assertThat(handedOut)
                .extracting(call -> call.run().value())
                .containsExactly("session-a", "session-b", "session-a", "session-b", "session-a", "session-b");
    }

    @Test
    void handsACallBackAtOnceWhenItStops() {
        SharedCallQueue one = queue();
        SharedCallQueue two = queue();
        CountDownLatch taken = new CountDownLatch(1);
        one.start(call -> {
            db.jobs.start(call.id(), call.run(), Database.NOW).join();
            taken.countDown();
            new Semaphore(0).acquire();
        });
        ScoreJob job = one.accept(Database.request("s"));
        await().until(() -> taken.getCount() == 0);

        one.stop();
        assertThat(db.jobQueries.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.QUEUED);
        two.start(this::work);

        // Less than a silent process is given before it is taken for dead.
        await().atMost(Duration.ofSeconds(2)).until(() -> handedOut.size() == 1);
        assertThat(handedOut.get(0).id()).isEqualTo(job.id());
    }

    @Test
    void leavesACallAloneThatAnotherProcessHasTakenOver() throws InterruptedException {
        SharedCallQueue silent = queue();
        CountDownLatch taken = new CountDownLatch(1);
        silent.start(call -> {
            db.jobs.start(call.id(), call.run(), Database.NOW).join();
            taken.countDown();
            new Semaphore(0).acquire();
        });
        ScoreJob job = silent.accept(Database.request("s"));
        taken.await();
        // What another process does that takes this one for dead.
        db.sql("update scheduled_tasks set picked_by = 'node-9', version = version + 1");

        silent.stop();

        assertThat(db.jobQueries.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.RUNNING);
    }

    @Test
    void letsCallsWaitAsQueuedForTheEndpointAndGoOnWhenItIsBack() throws InterruptedException {
        away.set(true);
        SharedCallQueue queue = queue();
        queue.start(call -> {
            db.jobs.start(call.id(), call.run(), Database.NOW).join();
            if (away.get()) {
                throw new JudgeOutageException("no credit");
            }
            work(call);
        });
        List<ScoreJob> waiting = List.of(queue.accept(Database.request("s")), queue.accept(Database.request("s")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> db.turns().waiting() == 2 && started() == 0 && parked() == 2);
        assertThat(waiting)
                .allSatisfy(job -> assertThat(
                                db.jobQueries.find(job.id()).orElseThrow().status())
                        .isEqualTo(JobStatus.QUEUED));

        away.set(false);
        turns.release(2);
        queue.endpointIsBack();

        awaitHandedOut(2);
        assertThat(failures).isEmpty();
    }

    private long started() {
        return db.count("select count(*) from job where status = 'running'");
    }

    private long parked() {
        return db.count("select count(*) from scheduled_tasks where execution_time > now() + interval '1 minute'");
    }

    @Test
    void handsOutWhatCameIntoTheDatabaseByAnotherWay() {
        ScoreJob job = db.jobs.accept(Database.request("copied"), Database.NOW).join();
        SharedCallQueue one = queue();
        SharedCallQueue two = queue();
        one.start(this::work);
        two.start(this::work);

        awaitHandedOut(1);
        assertThat(handedOut).containsExactly(new JobStore.Open(job.id(), job.run(), false));
    }

    @Test
    void givesWhatCameByAnotherWayItsTurnsNextToWhatWaits() {
        SharedCallQueue queue = queue();
        List<String> expected = new ArrayList<>();
        expected.add(queue.accept(Database.request("a")).id().value());
        String second = queue.accept(Database.request("a")).id().value();
        String third = db.accept("a").id().value();
        expected.add(db.accept("b").id().value());
        expected.add(second);
        expected.add(db.accept("b").id().value());
        expected.add(third);
        turns.release(5);
        queue.start(this::work);
        awaitHandedOut(5);

        assertThat(handedOut).extracting(call -> call.id().value()).containsExactlyElementsOf(expected);
    }

    @Test
    void handsOutAgainWhatFailedAfterAPauseForSoManyFailures() {
        SharedCallQueue queue = queue();
        CountDownLatch attempts = new CountDownLatch(3);
        queue.start(call -> {
            attempts.countDown();
            if (attempts.getCount() > 0) {
                throw new IllegalStateException("no room");
            }
        });
        queue.accept(Database.request("s"));

        await().atMost(Duration.ofSeconds(10)).until(() -> attempts.getCount() == 0);
        assertThat(failures).containsExactly(1, 2);
    }

    @Test
    void saysOnceThatTheDatabaseHandsOutNothingAndOnceThatItDoesAgain() {
        Logger logger = (Logger) LoggerFactory.getLogger(HandoutState.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
        SharedCallQueue queue = queue();
        queue.start(this::work);
        db.sql("alter table scheduled_tasks rename to elsewhere");
        await().until(() -> log.list.size() == 1);
        db.sql("alter table elsewhere rename to scheduled_tasks");
        await().until(() -> log.list.size() == 2);
        logger.detachAppender(log);

        assertThat(log.list.get(1).getFormattedMessage()).isEqualTo("The database hands out calls again");
    }

    @Test
    void refusesCallsWhenTooManyWait() {
        SharedCallQueue queue = queue(1, 1);
        queue.accept(Database.request("s"));

        await().untilAsserted(() -> assertThatThrownBy(() -> queue.accept(Database.request("s")))
                .isInstanceOf(JobQueueFullException.class));
    }

    private void awaitHandedOut(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> handedOut.size() >= count);
    }
}
