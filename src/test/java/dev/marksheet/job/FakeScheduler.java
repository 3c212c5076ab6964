package dev.marksheet.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs work at once, and what is scheduled when a test lets time pass; has no thread. */
public final class FakeScheduler extends ScheduledThreadPoolExecutor {

    private final Queue<Runnable> scheduled = new ArrayDeque<>();
    private final List<Runnable> repeated = new ArrayList<>();
    private @Nullable Throwable refusal;
    private final List<Duration> pauses = new ArrayList<>();

    public FakeScheduler() {
        super(0);
    }

    /** Has every later piece of work refused by this; null for none any more. */
    public void refuseWith(@Nullable Throwable newRefusal) {
        refusal = newRefusal;
    }

    /** How many pieces of work are done again and again. */
    public int repeated() {
        return repeated.size();
    }

    public void passTime() {
        List<Runnable> due = List.copyOf(scheduled);
        scheduled.clear();
        due.forEach(Runnable::run);
        // As the JDK has it, work that throws is never done again.
        List.copyOf(repeated).forEach(work -> {
            repeated.remove(work);
            work.run();
            repeated.add(work);
        });
    }

    /** After how long the work that was scheduled since the last question is to run. */
    public List<Duration> newPauses() {
        List<Duration> since = List.copyOf(pauses);
        pauses.clear();
        return since;
    }

    @Override
    public void execute(Runnable work) {
        if (refusal instanceof Error error) {
            throw error;
        }
        if (refusal instanceof RuntimeException exception) {
            throw exception;
        }
        work.run();
    }

    @Override
    @SuppressWarnings("NullAway")
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        scheduled.add(work);
        pauses.add(Duration.of(delay, unit.toChronoUnit()));
        return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long first, long pause, TimeUnit unit) {
        repeated.add(work);
        return null;
    }
}
