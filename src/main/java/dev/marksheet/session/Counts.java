package dev.marksheet.session;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many calls are in each status.
 *
 * @param byStatus in the order of {@link JobStatus}; every status is there
 */
public record Counts(Map<JobStatus, Long> byStatus) {

    public Counts {
        Map<JobStatus, Long> all = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            all.put(status, byStatus.getOrDefault(status, 0L));
        }
        byStatus = Collections.unmodifiableMap(all);
    }

    /** Calls in this status. */
    public long of(JobStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** All calls. */
    public long total() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Calls that have ended with a result: the figures are about these. */
    public long ended() {
        return of(JobStatus.COMPLETED) + of(JobStatus.FAILED);
    }

    /** All calls but the cancelled ones: so many have ended once none is open. */
    public long wanted() {
        return total() - of(JobStatus.CANCELLED);
    }

    /** Calls that have not ended. */
    public long open() {
        return byStatus.entrySet().stream()
                .filter(entry -> !entry.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The same after so many calls have moved; never below 0. */
    public Counts moved(JobStatus from, JobStatus to, long calls) {
        Map<JobStatus, Long> moved = new EnumMap<>(byStatus);
        moved.merge(from, -calls, (before, change) -> Math.max(0, before + change));
        moved.merge(to, calls, Long::sum);
        return new Counts(moved);
    }
}
