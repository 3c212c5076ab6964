package dev.marksheet.job;

import java.time.Duration;

/** How long to wait before work that has failed is tried again. */
@FunctionalInterface
interface Pauses {

    /** 3 s, doubled with every failure up to 3 min: short where a fault passes soon, rare where it lasts for hours. */
    Pauses GROWING = failures -> Duration.ofSeconds(Math.min(180, 3L << Math.min(failures - 1, 6)));

    /** @param failures how often the work has failed in a row, from 1 */
    Duration after(int failures);
}
