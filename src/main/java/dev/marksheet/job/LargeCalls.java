package dev.marksheet.job;

import java.util.concurrent.Semaphore;

/**
 * Lets calls with large texts be scored one after another where the heap has no room for several: what is made of a text
 * while it is judged takes many times its size. Safe for use by many threads at once.
 */
final class LargeCalls {

    /** The largest request that needs no room, in characters. */
    static final int SMALL = 256 * 1024;

    private static final int UNIT = 1024;
    private static final int PART_OF_THE_HEAP = 64;

    private final int units;
    private final Semaphore room;

    /** @param heapBytes the largest size of the heap */
    LargeCalls(long heapBytes) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, heapBytes / PART_OF_THE_HEAP / UNIT));
        this.room = new Semaphore(units, true);
    }

    /**
     * Waits until there is room for a request of so many characters; one larger than all the room has it for itself.
     *
     * @return what has to be given to {@link #leave}
     * @throws InterruptedException if the waiting thread was interrupted; it has no room then
     */
    int enter(long characters) throws InterruptedException {
        if (characters <= SMALL) {
            return 0;
        }
        int taken = (int) Math.min(units, characters / UNIT);
        room.acquire(taken);
        return taken;
    }

    void leave(int taken) {
        room.release(taken);
    }
}
