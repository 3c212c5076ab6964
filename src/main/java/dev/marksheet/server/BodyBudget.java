package dev.marksheet.server;

import dev.marksheet.job.LargeTexts;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the bytes of bodies that are on their way in, and of small ones until their request is answered: large ones move
 * on to the room of {@link LargeTexts} once they have come. Small bodies have a room of their own, so that large ones
 * never keep them out. Safe for use by many threads at once.
 */
final class BodyBudget {

    private final Room small;
    private final Room large;
    private final Room files = new Room(DatasetUploads.AT_ONCE);

    BodyBudget(long smallBytes, long largeBytes) {
        this.small = new Room(smallBytes);
        this.large = new Room(largeBytes);
    }

    /** A share for a body of so many bytes; null when there is no room for it now. */
    @Nullable
    Share admit(long bytes) {
        Room room = bytes <= LargeTexts.SMALL ? small : large;
        return room.take(bytes) ? new Share(room, bytes) : null;
    }

    /** A share for a body that goes to disk; null when too many do now. */
    @Nullable
    Share admitFile() {
        return files.take(1) ? new Share(files, 1) : null;
    }

    /** Whether no body is being taken in. */
    boolean isIdle() {
        return small.taken.get() == 0 && large.taken.get() == 0 && files.taken.get() == 0;
    }

    static final class Share {

        private final Room room;
        private final long bytes;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Share(Room room, long bytes) {
            this.room = room;
            this.bytes = bytes;
        }

        void giveBack() {
            if (held.compareAndSet(true, false)) {
                room.taken.addAndGet(-bytes);
            }
        }
    }

    private static final class Room {

        private final long size;
        private final AtomicLong taken = new AtomicLong();

        Room(long size) {
            this.size = size;
        }

        boolean take(long bytes) {
            if (taken.addAndGet(bytes) <= size) {
                return true;
            }
            taken.addAndGet(-bytes);
            return false;
        }
    }
}
