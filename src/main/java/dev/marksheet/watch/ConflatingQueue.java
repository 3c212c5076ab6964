package dev.marksheet.watch;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionState;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Hands news to one viewer. While the viewer is busy, newer states replace older ones, so that a slow viewer costs a
 * bounded amount of memory and one waiting thread, and delays nobody else. Safe for use by many threads at once.
 */
final class ConflatingQueue {

    static final int MAX_STATES = 200;

    private record News(List<SessionState> states, long until) {}

    private final Subscriber viewer;
    private final Executor threads;

    // Guarded by this.
    private final Map<RunId, SessionState> waiting = new LinkedHashMap<>();
    private long until;
    private boolean due;
    private boolean busy;
    private boolean closed;
    private boolean ended;

    /** @param threads where the viewer is told; it may wait there for long */
    ConflatingQueue(Subscriber viewer, Executor threads) {
        this.viewer = viewer;
        this.threads = threads;
    }

    /** Has these states shown as soon as the viewer is free; none only shows that the line stands. */
    synchronized void put(Collection<SessionState> states, long readAt) {
        for (SessionState state : states) {
            waiting.remove(state.run());
            waiting.put(state.run(), state);
        }
        Iterator<RunId> oldest = waiting.keySet().iterator();
        while (waiting.size() > MAX_STATES) {
            oldest.next();
            oldest.remove();
        }
        until = readAt;
        due = true;
        if (!closed) {
            deliverSoon();
        }
    }

    // Called under the lock.
    private void deliverSoon() {
        if (busy) {
            return;
        }
        busy = true;
        try {
            threads.execute(this::deliver);
        } catch (RejectedExecutionException e) {
            // The service stops, and the connection ends with it.
            busy = false;
            closed = true;
        }
    }

    private void deliver() {
        try {
            for (News news = next(); news != null; news = next()) {
                viewer.show(news.states(), news.until());
            }
        } catch (IOException | RuntimeException | Error e) {
            close();
            next();
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    private @Nullable News next() {
        boolean end;
        synchronized (this) {
            if (due && !closed) {
                News news = new News(List.copyOf(waiting.values()), until);
                waiting.clear();
                due = false;
                return news;
            }
            busy = false;
            end = closed && !ended;
            ended |= end;
        }
        if (end) {
            viewer.end();
        }
        return null;
    }

    /** Tells the viewer nothing more but that, once it is free. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            waiting.clear();
            deliverSoon();
        }
    }

    /** Whether the viewer is told nothing more. */
    synchronized boolean closed() {
        return closed;
    }
}
