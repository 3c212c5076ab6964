package dev.marksheet.server;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one client can take of the service.
 *
 * @param bodyTime Longest time for sending a small body; larger ones get more by their length. So long a large one that
 *     has come waits for its turn.
 * @param largeBodies Bytes of large bodies that are taken in at the same time; by default a sixteenth of the heap, and
 *     never less than one whole body.
 * @param largeAnswers Large answers that are sent at the same time.
 * @param largeAnswersPerClient Those of them that go to one client address.
 */
@Validated
@ConfigurationProperties("marksheet.http")
record HttpProperties(
        @DefaultValue("15s") @DurationMin(millis = 1) Duration bodyTime,
        @Nullable DataSize largeBodies,
        @DefaultValue("64") @Positive int largeAnswers,
        @DefaultValue("32") @Positive int largeAnswersPerClient) {}
