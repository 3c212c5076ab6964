package dev.marksheet.query;

import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list: those that all of it applies to.
 *
 * @param run the run that they must be of; null for any
 * @param statuses the statuses that they may have; empty for any, unless {@code held}
 * @param held whether queued jobs of sessions on hold are meant besides
 * @param item the item that they must have; null for any
 * @param metadata pairs that they must have
 * @param bounds what scores must lie beyond; not without a run
 * @param prefix what the session's id must begin with; null for any
 */
public record JobFilter(
        @Nullable RunId run,
        Set<JobStatus> statuses,
        boolean held,
        @Nullable String item,
        List<Tag> metadata,
        List<CallQuery.Bound> bounds,
        @Nullable String prefix) {

    /** All jobs. */
    public static final JobFilter NONE = new JobFilter(null, Set.of(), null, List.of(), List.of());

    public JobFilter {
        statuses = Set.copyOf(statuses);
        metadata = List.copyOf(metadata);
        bounds = List.copyOf(bounds);
        if (run == null && !bounds.isEmpty()) {
            throw new IllegalArgumentException("scores are looked up within a run");
        }
    }

    /** Jobs of sessions of any id. */
    public JobFilter(
            @Nullable RunId run,
            Set<JobStatus> statuses,
            @Nullable String item,
            List<Tag> metadata,
            List<CallQuery.Bound> bounds) {
        this(run, statuses, false, item, metadata, bounds, null);
    }

    /** The same, and queued jobs of sessions on hold besides; where no status was named, they alone. */
    public JobFilter orHeld() {
        return new JobFilter(run, statuses, true, item, metadata, bounds, prefix);
    }

    /** The same, of sessions alone whose ids begin so; null for any. */
    public JobFilter within(@Nullable String prefix) {
        return new JobFilter(run, statuses, held, item, metadata, bounds, prefix);
    }
}
