package dev.marksheet.job;

import dev.marksheet.threads.Workers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out orders that are kept in the database, each a step at a time in turn, on a thread of its own and until none is
 * open: at once while there is work, soon where it waits for room, and now and then where other processes may leave some.
 * What goes wrong is tried again. Safe for use by many threads at once.
 *
 * @param <T> an open order
 */
public final class OpenOrders<T> {

    private static final Logger LOG = LoggerFactory.getLogger(OpenOrders.class);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    /** How late a process sees the orders that another one took and did not live to carry out. */
    private static final Duration OTHERS = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;
    private final Supplier<List<T>> waiting;
    private final Predicate<T> step;
    private final boolean manyNodes;
    private final String trouble;
    // The look that is due, guarded by this.
    private @Nullable ScheduledFuture<?> next;
    private volatile boolean open;

    /**
     * @param name the thread's
     * @param waiting the open orders, oldest first
     * @param step carries an order on; tells whether anything was done
     * @param manyNodes whether other processes may carry out the same orders
     * @param trouble what is logged when orders can't be carried on
     */
    public OpenOrders(String name, Supplier<List<T>> waiting, Predicate<T> step, boolean manyNodes, String trouble) {
        this.timer = Workers.timer(name);
        this.waiting = waiting;
        this.step = step;
        this.manyNodes = manyNodes;
        this.trouble = trouble;
    }

    /** Goes on with what a stop or a crash has left. */
    public void start() {
        open = true;
        look();
    }

    /** Ends after the step that is being done. */
    public void stop() {
        open = false;
        timer.shutdown();
    }

    public boolean isOpen() {
        return open;
    }

    /** Looks for orders now; one was placed. */
    public void look() {
        lookIn(Duration.ZERO);
    }

    /** Has something else done on the same thread, an hour apart. */
    public void hourly(Runnable work) {
        timer.scheduleWithFixedDelay(work, 1, Duration.ofHours(1).toMinutes(), TimeUnit.MINUTES);
    }

    /** An earlier look that is due takes the place of a later one. */
    private synchronized void lookIn(Duration pause) {
        if (!open || next != null && next.getDelay(TimeUnit.NANOSECONDS) <= pause.toNanos()) {
            return;
        }
        if (next != null) {
            next.cancel(false);
        }
        try {
            next = timer.schedule((Runnable) this::goOn, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The service stops", e);
        }
    }

    private synchronized void begin() {
        next = null;
    }

    private void goOn() {
        begin();
        if (!open) {
            return;
        }
        try {
            List<T> orders = waiting.get();
            boolean done = false;
            for (T order : orders) {
                done |= open && step.test(order);
            }
            if (done) {
                lookIn(Duration.ZERO);
            } else if (!orders.isEmpty()) {
                lookIn(SOON);
            } else if (manyNodes) {
                lookIn(OTHERS);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("{} ({})", trouble, e.getMessage());
            lookIn(AFTER_TROUBLE);
        }
    }
}
