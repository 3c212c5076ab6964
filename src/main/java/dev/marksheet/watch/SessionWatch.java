package dev.marksheet.watch;

import dev.marksheet.session.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets people and programs watch sessions. One thread looks for changes: a few times a second while there are some, once a
 * second while somebody watches and nothing happens, and not at all while nobody does; see {@link SessionChangePoller}. Safe
 * for use by many threads at once.
 */
public final class SessionWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final long PERIOD_MILLIS = 300;
    private static final long IDLE_PERIOD_MILLIS = 1000;

    /** So long after a change another is likely. */
    private static final Duration LIVELY = Duration.ofSeconds(3);

    private final SessionChangePoller board;
    private final ExecutorService threads;
    private final int maxViewers;
    private final Clock clock;
    private final ScheduledExecutorService looker;
    private final AtomicInteger watching = new AtomicInteger();
    private volatile boolean open;
    // Only the looker touches them.
    private boolean looking;
    private Instant changedAt = Instant.EPOCH;

    /**
     * @param threads where viewers are told; they may wait there for long, so that there is one for each
     * @param maxViewers how many may watch at a time
     * @param looker one thread of its own
     */
    public SessionWatch(
            SessionChangePoller board,
            ExecutorService threads,
            int maxViewers,
            Clock clock,
            ScheduledExecutorService looker) {
        this.board = board;
        this.threads = threads;
        this.maxViewers = maxViewers;
        this.clock = clock;
        this.looker = looker;
    }

    /**
     * Shows a run's changes from now on, and its state at once unless that was seen.
     *
     * @param seen the version that was seen last; negative for none
     * @return ends the watch when run
     * @throws TooManySubscribersException if too many watch, or the service is stopping
     */
    public Runnable watch(RunId run, long seen, Subscriber viewer) {
        return watch(viewer, mailbox -> board.add(run, seen, mailbox, clock.instant()));
    }

    /**
     * Shows changes of all sessions from now on, and at once those since the given moment.
     *
     * @param since epoch milliseconds up to which changes were seen; null for none
     * @return ends the watch when run
     * @throws TooManySubscribersException if too many watch, or the service is stopping
     */
    public Runnable watchAll(@Nullable Long since, Subscriber viewer) {
        return watch(viewer, mailbox -> board.add(since, mailbox, clock.instant()));
    }

    private interface Entry {
        void add(ConflatingQueue mailbox);
    }

    private Runnable watch(Subscriber viewer, Entry entry) {
        if (!open || watching.get() >= maxViewers) {
            throw new TooManySubscribersException();
        }
        ConflatingQueue mailbox = new ConflatingQueue(viewer, threads);
        watching.incrementAndGet();
        try {
            looker.execute(() -> enter(mailbox, entry));
        } catch (RejectedExecutionException e) {
            watching.decrementAndGet();
            throw new TooManySubscribersException();
        }
        return mailbox::close;
    }

    private void enter(ConflatingQueue mailbox, Entry entry) {
        try {
            entry.add(mailbox);
        } catch (RuntimeException | Error e) {
            LOG.warn("A watcher could not be shown the present state", e);
            mailbox.close();
        }
        if (!looking) {
            looking = true;
            looker.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        Instant now = clock.instant();
        try {
            if (board.look(now)) {
                changedAt = now;
            }
        } catch (RuntimeException | Error e) {
            // Whatever it is, watchers that stay would otherwise wait for ever without a word.
            LOG.warn("Watchers get no news for now", e);
        }
        int viewers = board.viewers().size();
        watching.set(viewers);
        looking = viewers > 0 && !looker.isShutdown();
        if (looking) {
            boolean lively = Duration.between(changedAt, now).abs().compareTo(LIVELY) < 0;
            looker.schedule(this::look, lively ? PERIOD_MILLIS : IDLE_PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void start() {
        open = true;
    }

    /** Ends all watches, so that a graceful stop of the web server does not wait for them. */
    @Override
    public void stop() {
        open = false;
        looker.execute(() -> {
            board.viewers().forEach(ConflatingQueue::close);
            looker.shutdownNow();
        });
        looker.shutdown();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Before the web server, which waits for open requests. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
