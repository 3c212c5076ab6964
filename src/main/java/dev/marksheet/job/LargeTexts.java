package dev.marksheet.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one budget of bytes for large texts that are being worked on, by taking them in as by scoring them: what is made of
 * a text meanwhile takes many times its size, so that few have room in a heap at once. Small texts need no room. Who
 * waits holds no thread; new texts and texts to be scored have their turns by turns. Safe for use by many threads at once.
 */
public final class LargeTexts {

    /** The largest text that needs no room, in bytes. */
    public static final int SMALL = 64 * 1024;

    /** A text takes up to ten times its bytes; the other half of the heap is for everything else. */
    private static final int PART_OF_THE_HEAP = 20;

    private final long size;
    private final Deque<Turn> coming = new ArrayDeque<>();
    private final Deque<Turn> scoring = new ArrayDeque<>();
    private long taken;
    private boolean scoringIsNext;

    /** @param heapBytes the largest size of the heap */
    public LargeTexts(long heapBytes) {
        this.size = Math.max(1, heapBytes / PART_OF_THE_HEAP);
    }

    /**
     * Has room given to a text that comes in, as soon as there is some.
     *
     * @param ready given the room, at once or later by the thread that gave it back
     */
    public Turn take(long bytes, Consumer<Share> ready) {
        return wait(coming, bytes, ready);
    }

    /** The same for a text that is scored. */
    Turn score(long bytes, Consumer<Share> ready) {
        return wait(scoring, bytes, ready);
    }

    /** Room for a text that is scored or shown; null when others wait for it or it is too little. */
    synchronized @Nullable Share tryTake(long bytes) {
        return isServed() && fits(bytes) ? share(bytes) : null;
    }

    /** Whether nothing takes or awaits room. */
    public synchronized boolean isIdle() {
        return taken == 0 && isServed();
    }

    /** Whether nobody waits for room. */
    public synchronized boolean isServed() {
        return coming.isEmpty() && scoring.isEmpty();
    }

    private Turn wait(Deque<Turn> line, long bytes, Consumer<Share> ready) {
        Turn turn = new Turn(line, bytes, ready);
        synchronized (this) {
            line.add(turn);
        }
        serve();
        return turn;
    }

    /** One larger than all the room has it for itself. */
    private boolean fits(long bytes) {
        return taken == 0 || taken + bytes <= size;
    }

    private Share share(long bytes) {
        taken += bytes;
        return new Share(bytes);
    }

    private void serve() {
        List<Runnable> served = new ArrayList<>();
        synchronized (this) {
            for (Turn next = next(); next != null && fits(next.bytes); next = next()) {
                next.line.remove();
                scoringIsNext = next.line == coming;
                Share share = share(next.bytes);
                Consumer<Share> ready = next.ready;
                served.add(() -> ready.accept(share));
            }
        }
        served.forEach(Runnable::run);
    }

    /** While the next one does not fit, none behind it is preferred: it would wait for ever. */
    private @Nullable Turn next() {
        Deque<Turn> first = scoringIsNext ? scoring : coming;
        Deque<Turn> second = scoringIsNext ? coming : scoring;
        return first.isEmpty() ? second.peek() : first.peek();
    }

    /** A place in the line. */
    public final class Turn {

        private final Deque<Turn> line;
        private final long bytes;
        private final Consumer<Share> ready;

        private Turn(Deque<Turn> line, long bytes, Consumer<Share> ready) {
            this.line = line;
            this.bytes = bytes;
            this.ready = ready;
        }

        /** Leaves the line; false when the room was given already. */
        public boolean leave() {
            boolean left;
            synchronized (LargeTexts.this) {
                left = line.remove(this);
            }
            serve();
            return left;
        }
    }

    /** Room that one text has. */
    public final class Share {

        private long bytes;

        private Share(long bytes) {
            this.bytes = bytes;
        }

        /** Only the first time counts. */
        public void giveBack() {
            synchronized (LargeTexts.this) {
                taken -= bytes;
                bytes = 0;
            }
            serve();
        }
    }
}
