package dev.marksheet.session;

import java.util.Map;

/** Counts in few words. */
public final class CallCounts {

    private CallCounts() {}

    public static Counts counts(long queued, long running, long completed, long failed) {
        return counts(queued, running, completed, failed, 0);
    }

    public static Counts counts(long queued, long running, long completed, long failed, long cancelled) {
        return new Counts(Map.of(
                JobStatus.QUEUED, queued,
                JobStatus.RUNNING, running,
                JobStatus.COMPLETED, completed,
                JobStatus.FAILED, failed,
                JobStatus.CANCELLED, cancelled));
    }
}
