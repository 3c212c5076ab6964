package dev.marksheet.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs work at once, and what is scheduled when a test lets time pass; has no thread. */
public final class FakeScheduler extends ScheduledThreadPoolExecutor {

    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();

    public FakeScheduler() {
        super(0);
    }

    public void passTime() {
        List<Runnable> due = List.copyOf(scheduled);
        scheduled.clear();
        due.forEach(Runnable::run);
    }

    /** After how long the work that was scheduled since the last question is to run. */
    public List<Duration> newPauses() {
        List<Duration> since = List.copyOf(pauses);
        pauses.clear();
        return since;
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }

    @Override
    @SuppressWarnings("NullAway")
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        scheduled.add(work);
        pauses.add(Duration.of(delay, unit.toChronoUnit()));
        return null;
    }
}
