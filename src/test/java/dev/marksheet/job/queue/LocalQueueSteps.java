package dev.marksheet.job.queue;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.Spent;
import dev.marksheet.job.record.StorageState;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.store.Database;
import dev.marksheet.store.FakeJobStore;
import dev.marksheet.store.FakeOpenJobs;
import dev.marksheet.store.JobStore;
import dev.marksheet.threads.HandThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A queue of one process that moves when a test says so. */
final class LocalQueueSteps {

    final HandThreads threads = new HandThreads();
    final FakeJobStore jobs = new FakeJobStore();
    final StorageState storage = new StorageState();
    final List<JobStore.Open> done = new ArrayList<>();

    /** For how many failures a pause was asked. */
    final List<Integer> pauses = new ArrayList<>();

    final Set<RunId> spent = new HashSet<>();
    Duration pause = Duration.ZERO;
    boolean endpointIsAway;
    int recoveries;
    int afterwards;

    /** What the work throws; null while it is done. */
    @Nullable
    RuntimeException trouble;

    private LocalCallQueue queue;

    LocalQueueSteps() {
        storage.onRecovery(() -> recoveries++);
    }

    LocalCallQueue queue(int workers, int capacity) {
        return queue(workers, capacity, new FakeOpenJobs(0));
    }

    LocalCallQueue queue(int workers, int capacity, FakeOpenJobs open) {
        queue = new LocalCallQueue(
                jobs,
                open,
                new JobProperties(workers, capacity, Duration.ofMinutes(1), Duration.ZERO, true),
                threads,
                Clock.systemUTC(),
                this::pauseAfter,
                storage,
                () -> endpointIsAway,
                spent::contains);
        return queue;
    }

    private Duration pauseAfter(int failures) {
        pauses.add(failures);
        return pause;
    }

    /** Notes every call that is handed out. */
    void start() {
        start(done::add);
    }

    /** Begins to hand out, after a look at what a crash has left. */
    void start(CallQueue.Work work) {
        queue.start(work);
        threads.runAll();
    }

    /** Work that is done, or meets the trouble. */
    void work(JobStore.Open call) {
        if (trouble != null) {
            throw trouble;
        }
        done.add(call);
    }

    /** Work that is done where the session's budget is not spent. */
    void workWithinBudget(JobStore.Open call) {
        if (spent.contains(call.run())) {
            throw Spent.budgetOf(call.run());
        }
        done.add(call);
    }

    /** Does what comes up, pauses' ends included, until so many calls are done. */
    void runUntilDone(int calls) {
        while (done.size() < calls) {
            threads.runNext();
        }
    }

    JobId accept(String session) {
        return queue.accept(Database.request(session)).id();
    }

    static RunId run(String session) {
        return RunId.of(new SessionId(session));
    }
}
