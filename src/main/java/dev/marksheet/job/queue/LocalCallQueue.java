package dev.marksheet.job.queue;

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
import dev.marksheet.store.JobStore;
import dev.marksheet.store.OpenJobs;
import dev.marksheet.threads.Delay;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of a database that belongs to this process alone: they wait in its memory. */
final class LocalCallQueue implements CallQueue {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCallQueue.class);
    private static final Duration WAY_OUT = Duration.ofSeconds(2);
    private final JobStore jobs;
    private final OpenJobs open;
    private final JobProperties properties;
    private final ExecutorService threads;
    private final Delay delay;
    private final Clock clock;
    private final RetryPauses pauses;
    private final FairQueue<RunId, Waiting> queue = new FairQueue<>();
    private final StorageState storage;
    private final BooleanSupplier endpointIsAway;
    private final ParkedCalls parked = new ParkedCalls();
    private final AtomicInteger delayed = new AtomicInteger();
    private final TroubleLog trouble = new TroubleLog();
    private final Breaker breaker = new Breaker();
    private final WorkerSlots slots;
    private final HeldLanes held;
    /** Null while nothing is handed out. */
    private volatile @Nullable Work work;

    /**
     * @param storage told what the database refuses; hands out nothing while it does, but one call after each pause
     * @param endpointIsAway whether calls wait for the judge's endpoint
     * @param spent whether a session's budget is spent, as it is stored now
     */
    LocalCallQueue(
            JobStore jobs,
            OpenJobs open,
            JobProperties properties,
            ExecutorService threads,
            Clock clock,
            RetryPauses pauses,
            StorageState storage,
            BooleanSupplier endpointIsAway,
            Predicate<RunId> spent) {
        this.jobs = jobs;
        this.open = open;
        this.properties = properties;
        this.threads = threads;
        this.delay = Delay.on(threads);
        this.clock = clock;
        this.pauses = pauses;
        this.storage = storage;
        this.endpointIsAway = endpointIsAway;
        this.slots = new WorkerSlots(properties.workers(), threads);
        this.held = new HeldLanes(queue, spent, properties.queueCapacity());
        storage.onRecovery(this::databaseIsBack);
    }

    @Override
    public Optional<ScoreJob> accept(ScoreRequest request, @Nullable CallKey key) {
        held.requireRoom(RunId.of(request.session()), waiting());
        Optional<ScoreJob> stored = Futures.join(jobs.accept(request, key, clock.instant(), call -> {}));
        storage.took();
        stored.ifPresent(this::enqueueNew);
        return stored;
    }

    @Override
    public void acceptAll(List<ScoreRequest> requests, Runnable afterwards) {
        held.requireRoom(null, waiting());
        List<ScoreJob> stored = Futures.join(jobs.acceptAll(requests, clock.instant(), call -> {}, afterwards));
        stored.forEach(this::enqueueNew);
    }

    @Override
    public JobStore.Retried retry(RunId run, long after, @Nullable JobId only, int limit) {
        held.requireRoom(run, waiting());
        JobStore.Retried taken = Futures.join(jobs.retry(run, after, only, limit, call -> {}));
        taken.jobs().forEach(call -> enqueue(new Waiting(call, 0)));
        return taken;
    }

    private void enqueueNew(ScoreJob job) {
        held.look(job.run());
        enqueue(new Waiting(new JobStore.Open(job.id(), job.run(), false), 0));
    }

    int waiting() {
        return queue.size() + parked.size() + delayed.get();
    }

    private void enqueue(Waiting item) {
        queue.add(item.call().run(), item);
        dispatch();
    }

    private void dispatch() {
        Work next = work;
        while (next != null && !breaker.keepsBack() && slots.take()) {
            Waiting item = queue.poll();
            if (item != null) {
                next = execute(item, next) ? work : null;
            } else {
                slots.giveBack();
                // An offer that came between the poll and the release found no slot: look again on its behalf.
                next = queue.size() == 0 ? null : work;
            }
        }
    }

    /** Where there is no thread for a call, it waits for a while in its place; gives whether there was one. */
    private boolean execute(Waiting item, Work next) {
        try {
            slots.execute(item.call().id(), () -> run(item, next), this::dispatch);
            return true;
        } catch (RuntimeException | Error e) {
            queue.putBack(item.call().run(), item);
            LOG.warn("There is no thread for a call, which waits ({})", String.valueOf(e));
            delay.run(pauses.after(1), breaker.keepsBack() ? this::tryOne : this::dispatch);
            return false;
        }
    }

    private void run(Waiting item, Work work) {
        JobStore.Open call = item.call();
        try {
            work.run(call);
            trouble.isOver(call.run());
            databaseIsBack();
        } catch (NoRoomException e) {
            delayed.incrementAndGet();
            e.whenThereIsRoom(() -> handOutFirst(item));
        } catch (JudgeOutageException e) {
            park(item);
        } catch (BudgetSpentException e) {
            databaseIsBack();
            held.hold(item);
        } catch (InterruptedException e) {
            handBack(call);
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failed(item, e);
        }
    }

    private void handOutFirst(Waiting item) {
        queue.putFirst(item);
        delayed.decrementAndGet();
        dispatch();
    }

    /** If this fails, the next start does it, and takes the call for one that a crash has caught. */
    private void handBack(JobStore.Open call) {
        try {
            Futures.join(jobs.requeue(call.id(), call.run()));
        } catch (RuntimeException e) {
            LOG.debug("Job {} stays as it is", call.id().value(), e);
        }
    }

    private void failed(Waiting item, Throwable cause) {
        if (StorageFaults.isByDatabase(cause)) {
            queue.putBack(item.call().run(), item.again());
            pauseAll(cause);
        } else {
            databaseIsBack();
            Waiting again = item.again();
            Duration pause = pauses.after(again.failures());
            trouble.triedAgain(again.call(), pause, cause);
            delayed.incrementAndGet();
            delay.run(pause, () -> {
                delayed.decrementAndGet();
                enqueue(again);
            });
        }
    }

    private void pauseAll(Throwable cause) {
        storage.refused(cause);
        int refusals = breaker.refused();
        if (refusals > 0) {
            delay.run(pauses.after(refusals), this::tryOne);
        }
    }

    /** Hands out one call, to see whether the database takes it. */
    private void tryOne() {
        Work next = work;
        if (next == null || !breaker.keepsBack()) {
            breaker.pauseIsOver();
            return;
        }
        if (!slots.take()) {
            delay.run(WAY_OUT, this::tryOne);
            return;
        }
        breaker.pauseIsOver();
        Waiting item = queue.poll();
        if (item != null) {
            execute(item, next);
        } else {
            slots.giveBack();
            databaseIsBack();
        }
    }

    private void databaseIsBack() {
        if (breaker.keepsBack() && breaker.wentThrough()) {
            storage.took();
            dispatch();
        }
    }

    private void park(Waiting item) {
        try {
            Futures.join(jobs.requeue(item.call().id(), item.call().run()));
        } catch (RuntimeException e) {
            failed(item, e);
            return;
        }
        databaseIsBack();
        parked.add(item);
        if (!endpointIsAway.getAsBoolean()) {
            endpointIsBack();
        }
    }

    @Override
    public void forget(RunId run, Predicate<JobId> calls) {
        queue.remove(run, item -> calls.test(item.call().id()));
        parked.remove(
                item -> item.call().run().equals(run) && calls.test(item.call().id()));
    }

    @Override
    public void budgetChanges(RunId run) {
        // They wait in memory, and are looked at again once the change is durable.
    }

    @Override
    public void budgetChanged(RunId run) {
        held.look(run);
        dispatch();
    }

    @Override
    public void endpointIsBack() {
        parked.release().forEach(this::enqueue);
    }

    /**
     * Takes up, in the background, results that wait to be reported, calls that were caught while running, and queued
     * calls: the service takes new calls meanwhile.
     */
    @Override
    public void start(Work newWork) {
        work = newWork;
        long upTo = open.latestSequence();
        threads.execute(() -> new Resumption(open, upTo).goOnUntilDone(this::takeUp, pauses, delay::run));
    }

    private boolean takeUp(JobStore.Open call) {
        enqueue(new Waiting(call, 0));
        return work != null;
    }

    @Override
    public void stop() {
        work = null;
        slots.stop(properties.grace());
        threads.shutdownNow();
    }
}
