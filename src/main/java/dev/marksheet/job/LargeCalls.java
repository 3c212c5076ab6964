package dev.marksheet.job;

import dev.marksheet.session.JobId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives calls with large texts their room while they are scored. A call that has to wait for it keeps no worker and no
 * text meanwhile. Safe for use by many threads at once.
 */
final class LargeCalls {

    private final LargeTexts texts;
    private final Map<JobId, LargeTexts.Share> given = new ConcurrentHashMap<>();

    LargeCalls(LargeTexts texts) {
        this.texts = texts;
    }

    /**
     * The room for a request of so many characters, to be given back when the work on it ends; null for a small one.
     *
     * @throws NoRoomException if the call has to wait
     */
    LargeTexts.@Nullable Share enter(JobId id, long characters) {
        LargeTexts.Share waitedFor = given.remove(id);
        if (waitedFor != null || characters <= LargeTexts.SMALL) {
            return waitedFor;
        }
        LargeTexts.Share share = texts.tryTake(characters);
        if (share == null) {
            throw new NoRoomException(ready -> texts.score(characters, room -> {
                given.put(id, room);
                ready.run();
            }));
        }
        return share;
    }
}
