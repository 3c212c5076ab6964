package dev.marksheet.job.record;

import java.time.Duration;

/** How long to wait before work that has failed is tried again. */
@FunctionalInterface
public interface RetryPauses {

    Duration LONGEST = Duration.ofSeconds(30);

    /** 3 s, doubled with every failure up to 30 s: whoever made room on a disk sees the calls go on soon. */
    RetryPauses GROWING =
            failures -> Duration.ofSeconds(Math.min(LONGEST.toSeconds(), 3L << Math.min(failures - 1, 4)));

    /** @param failures how often the work has failed in a row, from 1 */
    Duration after(int failures);
}
