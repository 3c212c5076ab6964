package dev.marksheet.metric;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The metrics that a team defines itself.
 *
 * @param criteria their definitions; empty for none
 */
@ConfigurationProperties("marksheet")
record CriteriaProperties(@DefaultValue List<Criterion> criteria) {

    CriteriaProperties {
        criteria = List.copyOf(criteria);
    }

    /** How a criterion is scored. */
    enum Kind {
        /** 1 for yes, 0 for no. */
        YES_NO,
        /** A whole number from {@code min} to {@code max}. */
        SCALE,
        /** The level of {@code levels} that fits best. */
        RUBRIC
    }

    /**
     * One metric of a team's own.
     *
     * @param name the metric's name in requests, columns and pages
     * @param definition what to look at, in plain words
     * @param kind how to score it
     * @param min the lowest score of a scale; default 1
     * @param max the highest score of a scale; default 5
     * @param levels the text of each level of a rubric, by its number
     * @param needs the inputs that the judge is shown and that must be there
     * @param language the language to ask in, {@code en} or {@code zh}; none for the call's
     * @param higherIsBetter whether more is better
     */
    record Criterion(
            @Nullable String name,
            @Nullable String definition,
            @DefaultValue("yes_no") Kind kind,
            @Nullable Integer min,
            @Nullable Integer max,
            @DefaultValue Map<Integer, String> levels,
            @DefaultValue({"question", "answer"}) List<Need> needs,
            @Nullable String language,
            @DefaultValue("true") boolean higherIsBetter) {}
}
