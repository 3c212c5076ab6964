package dev.marksheet.backup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A copy as the API and the command tell of it.
 *
 * @param path start from it with {@code --marksheet.outputs-dir=PATH}
 */
public record BackupBody(
        String path, Instant createdAt, long tookMs, long sessions, long calls, long rows, long bytes, Sums sums) {

    /** @param value what all scores add up to */
    public record Sums(long scores, double value) {}

    public static BackupBody of(Backup.Copy made) {
        return new BackupBody(
                made.path(),
                made.createdAt().truncatedTo(ChronoUnit.MILLIS),
                made.millis(),
                made.sessions(),
                made.calls(),
                made.rows(),
                made.bytes(),
                new Sums(made.scores(), made.scoreSum()));
    }
}
