package dev.marksheet.job.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.marksheet.job.BudgetSpentException;
import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.JudgeOutageException;
import dev.marksheet.job.NoRoomException;
import dev.marksheet.job.record.RetryPauses;
import dev.marksheet.job.record.StorageFaults;
import dev.marksheet.job.record.StorageState;
import dev.marksheet.session.CallKey;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.FairShareTurns;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.SettingsStore;
import dev.marksheet.store.database.TaskConnections;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/**
 * The calls of a database that many processes share: db-scheduler hands each to one of them, and to another when that one
 * has given no sign of life for a while. A call's task is stored in the call's own transaction and goes when the call has
 * ended, so neither is ever without the other.
 */
final class SharedCallQueue implements CallQueue {

    private static final Logger LOG = LoggerFactory.getLogger(SharedCallQueue.class);
    private static final String TASK = "score-call";
    private static final Duration POLL = Duration.ofMillis(250);
    /** A process is taken for dead after four of these, which is looked at every two: within 4.2 s. */
    private static final Duration HEARTBEAT = Duration.ofMillis(700);

    private static final int MISSED_HEARTBEATS = 4;

    /** Calls that wait for the endpoint are woken when it is back; this is for when nobody is left to see it. */
    private static final Duration PARKED = Duration.ofMinutes(15);
    /** Any node may have the room for a large call, and a call that waits in a line here might be scored elsewhere. */
    private static final Duration LOOK_FOR_ROOM = Duration.ofSeconds(1);

    private static final int MOST_LOOKS = 10;

    /** New calls are fetched when so many of the workers are busy, and never more than there are workers. */
    private static final double REFILL_BELOW = 0.9;

    private final JobStore jobs;
    private final FairShareTurns turns;
    private final TaskConnections connections;
    private final JobProperties properties;
    private final ExecutorService threads;
    private final Clock clock;
    private final RetryPauses pauses;
    private final String name;
    private final StorageState storage;
    private final BooleanSupplier endpointIsAway;
    private final SchedulerClient client;
    private final HandoutState handout;
    private final QueueRoom room;
    private final HeldTasks held;
    /** Null while nothing is handed out here. */
    private volatile @Nullable Scheduler scheduler;

    /**
     * @param name of this process, unlike that of any other on the database
     * @param storage told what the database refuses
     * @param endpointIsAway whether calls wait for the judge's endpoint
     */
    SharedCallQueue(
            JobStore jobs,
            FairShareTurns turns,
            SettingsStore settings,
            TaskConnections connections,
            JobProperties properties,
            ExecutorService threads,
            Clock clock,
            RetryPauses pauses,
            String name,
            StorageState storage,
            BooleanSupplier endpointIsAway) {
        this.jobs = jobs;
        this.turns = turns;
        this.room = new QueueRoom(properties.queueCapacity(), turns::waiting);
        this.connections = connections;
        this.properties = properties;
        this.threads = threads;
        this.clock = clock;
        this.pauses = pauses;
        this.name = name;
        this.storage = storage;
        this.endpointIsAway = endpointIsAway;
        this.handout = new HandoutState(clock);
        this.held = new HeldTasks(settings, turns, TASK, clock);
        this.client = SchedulerClient.Builder.create(connections.joining())
                .enablePriority()
                .build();
    }

    @Override
    public Optional<ScoreJob> accept(ScoreRequest request, @Nullable CallKey key) {
        room.require();
        Optional<ScoreJob> stored = Futures.join(jobs.accept(request, key, clock.instant(), this::schedule));
        storage.took();
        look();
        return stored;
    }

    @Override
    public void acceptAll(List<ScoreRequest> requests, Runnable afterwards) {
        room.require();
        Futures.join(jobs.acceptAll(requests, clock.instant(), this::schedule, afterwards));
        look();
    }

    @Override
    public JobStore.Retried retry(RunId run, long after, @Nullable JobId only, int limit) {
        room.require();
        return Futures.join(jobs.retry(run, after, only, limit, this::schedule));
    }

    /** Without waiting for the next time that it would be looked for due calls. */
    private void look() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    private void schedule(JobStore.Open call) {
        try {
            client.scheduleBatch(List.of(taskOf(call)), clock.instant());
        } catch (DbSchedulerException e) {
            throw new DataAccessResourceFailureException(
                    "no task for " + call.id().value(), e);
        }
    }

    private TaskInstance<Void> taskOf(JobStore.Open call) {
        return new TaskInstance.Builder<Void>(TASK, turns.task(call))
                .priority(-turns.next(call.run()))
                .build();
    }

    @Override
    public void start(Work work) {
        if (!properties.enabled()) {
            return;
        }
        int adopted = turns.adopt(TASK, clock.instant());
        if (adopted > 0) {
            LOG.info("{} calls are resumed", adopted);
        }
        endpointIsBack();
        handout.watch();
        Scheduler started = scheduler(task(work));
        started.start();
        scheduler = started;
    }

    private Scheduler scheduler(OneTimeTask<Void> task) {
        return Scheduler.create(connections.own(), task)
                .schedulerName(new SchedulerName.Fixed(name))
                .enablePriority()
                .threads(properties.workers())
                .executorService(threads)
                .pollingInterval(POLL)
                .pollUsingLockAndFetch(REFILL_BELOW, 1.0)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(properties.grace())
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(handout)
                .build();
    }

    private OneTimeTask<Void> task(Work work) {
        return Tasks.oneTime(TASK)
                .onDeadExecutionRevive()
                .onFailure(this::handBack)
                .execute((task, context) -> run(task.getId(), work));
    }

    private void run(String task, Work work) {
        JobId id = FairShareTurns.job(task);
        Optional<JobStore.Open> call =
                jobs.open(id).filter(open -> turns.task(open).equals(task));
        try {
            if (call.isPresent()) {
                work.run(call.get());
            }
        } catch (InterruptedException e) {
            // The flag stays down: the call must still be handed back, which an interrupted thread could not do.
            requeue(call.orElseThrow());
            throw new CallStoppedException(id);
        } catch (JudgeOutageException e) {
            requeue(call.orElseThrow());
            throw e;
        }
    }

    /** Unless, taken for dead, this process has lost the call to another one, which may be at work on it. */
    private void requeue(JobStore.Open call) {
        Futures.join(jobs.requeue(call.id(), call.run(), () -> turns.isHeldBy(call, name)));
    }

    /** At once where this process stops, so that another one takes the call; else when there is hope again. */
    private void handBack(ExecutionComplete attempt, ExecutionOperations<Void> operations) {
        String id = attempt.getExecution().taskInstance.getId();
        Throwable cause = attempt.getCause().orElse(null);
        if (Thread.interrupted() || cause instanceof CallStoppedException) {
            LOG.info("Job {} is interrupted and handed back", id);
            operations.reschedule(attempt, clock.instant());
        } else if (cause instanceof JudgeOutageException) {
            operations.reschedule(attempt, clock.instant().plus(PARKED));
            if (!endpointIsAway.getAsBoolean()) {
                endpointIsBack();
            }
        } else if (cause instanceof BudgetSpentException spent) {
            held.hold(spent.run(), id, name, () -> operations.reschedule(attempt, clock.instant()));
        } else if (cause instanceof NoRoomException) {
            int looks = Math.min(attempt.getExecution().consecutiveFailures + 1, MOST_LOOKS);
            operations.reschedule(attempt, clock.instant().plus(LOOK_FOR_ROOM.multipliedBy(looks)));
        } else {
            retry(attempt, operations, cause);
        }
    }

    private void retry(ExecutionComplete attempt, ExecutionOperations<Void> operations, @Nullable Throwable cause) {
        Duration pause = pauses.after(attempt.getExecution().consecutiveFailures + 1);
        if (cause != null && StorageFaults.isByDatabase(cause)) {
            storage.refused(cause);
        } else {
            String id = attempt.getExecution().taskInstance.getId();
            String why = cause == null ? "no cause" : cause.getMessage();
            LOG.warn("Job {} is tried again in {} s; nothing is lost ({})", id, pause.toSeconds(), why);
        }
        operations.reschedule(attempt, clock.instant().plus(pause));
    }

    @Override
    public void forget(RunId run, Predicate<JobId> calls) {
        // They wait in the database, and their tasks went with them.
    }

    @Override
    public void budgetChanges(RunId run) {
        held.release(run);
    }

    @Override
    public void budgetChanged(RunId run) {
        look();
    }

    /** Whichever process let them wait: it may be gone, or see another endpoint. */
    @Override
    public void endpointIsBack() {
        try {
            turns.wake(
                    clock.instant(), clock.instant().plus(RetryPauses.LONGEST).plusSeconds(1));
        } catch (DataAccessException | TransactionException e) {
            storage.refused(e);
            return;
        }
        look();
    }

    @Override
    public void stop() {
        Scheduler running = scheduler;
        if (running != null) {
            scheduler = null;
            running.stop();
            handout.stop();
        }
    }
}
