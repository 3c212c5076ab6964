package dev.marksheet.job.removal;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long things are kept; sessions that are pinned are kept for good.
 *
 * @param sessions Sessions in which nothing has ended for so long, and in which nothing is open, are deleted. Without it
 *     none is.
 * @param texts Texts of calls that were accepted so long ago (question, answer, contexts, quotes, the judge's words) are
 *     forgotten, their scores are kept. Without it all are kept.
 */
@Validated
@ConfigurationProperties("marksheet.retention")
record RetentionProperties(
        @Nullable @DurationMin(seconds = 1) Duration sessions,
        @Nullable @DurationMin(seconds = 1) Duration texts) {}
