package dev.marksheet.job;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are worked off.
 *
 * @param workers Calls that are scored at the same time.
 * @param queueCapacity Calls that may wait; further ones are refused with 429 until there is room.
 * @param deadline Longest time for scoring one call; metrics that have not ended by then count as failed.
 * @param grace Time that running calls get to end when the service stops; what is not done by then is scored again at
 *     the next start.
 * @param enabled With PostgreSQL: whether this node scores calls. One that does not takes and shows them, and leaves the
 *     scoring to the others. Without PostgreSQL there are no others, and the start is refused.
 */
@Validated
@ConfigurationProperties("marksheet.job")
public record JobProperties(
        @DefaultValue("64") @Positive int workers,
        @DefaultValue("100000") @Positive int queueCapacity,
        @DefaultValue("10m") @DurationMin(millis = 1) Duration deadline,
        @DefaultValue("20s") @DurationMin Duration grace,
        @DefaultValue("true") boolean enabled) {}
