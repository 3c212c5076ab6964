package dev.marksheet.api.wire;

import dev.marksheet.query.DatasetQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a session is with the items of datasets.
 *
 * @param datasets their versions, as {@code name@3}
 * @param done items with a call that ended
 * @param of all items that are to be done
 * @param etaSeconds how long the others will take if they go as fast as those; null while that can't be told or there is none
 */
public record ItemsBody(
        List<String> datasets, long done, long of, @Nullable Long etaSeconds) {

    /** Fewer say little. */
    private static final int LEAST_DONE = 3;

    public static ItemsBody of(DatasetQueries.Progress progress) {
        long millis = Duration.between(progress.beganAt(), Instant.now()).toMillis();
        boolean told = progress.done() >= LEAST_DONE && progress.done() < progress.of();
        Long eta = told ? Long.valueOf(millis * (progress.of() - progress.done()) / progress.done() / 1000) : null;
        return new ItemsBody(progress.datasets(), progress.done(), progress.of(), eta);
    }
}
