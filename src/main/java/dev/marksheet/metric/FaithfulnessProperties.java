package dev.marksheet.metric;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How faithfulness is asked for where a call does not say.
 *
 * @param mode one of {@link Faithfulness#MODES}
 */
@ConfigurationProperties("marksheet.metric.faithfulness")
record FaithfulnessProperties(
        @DefaultValue(Faithfulness.TWO_STEPS) String mode) {

    FaithfulnessProperties {
        if (!Faithfulness.MODES.contains(mode)) {
            throw new MetricSettingException(
                    "marksheet.metric.faithfulness.mode",
                    "is '" + mode + "', which is no mode",
                    "one of " + String.join(", ", Faithfulness.MODES));
        }
    }
}
