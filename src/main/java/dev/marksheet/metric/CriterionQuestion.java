package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask.Criterion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A criterion in plain words, ready to be put to a judge.
 *
 * @param definition what to look at
 * @param levels the text of each level of a rubric; empty without one
 * @param min the lowest legal score; null when any whole number is
 * @param max the highest legal score; null when any whole number is
 * @param language the language to ask in, {@code en} or {@code zh}; null for the call's
 * @param votes how many independent votes to ask for, odd
 */
record CriterionQuestion(
        String definition,
        Map<Integer, String> levels,
        @Nullable Integer min,
        @Nullable Integer max,
        @Nullable String language,
        int votes) {

    /** A question without a rubric in the call's language. */
    static CriterionQuestion of(String definition, @Nullable Integer min, @Nullable Integer max, int votes) {
        return new CriterionQuestion(definition, Map.of(), min, max, null, votes);
    }

    /** The task of one vote, from 1, about these fields of a sample. */
    Criterion vote(int number, Map<String, String> fields) {
        return new Criterion(definition, levels, min, max, fields, language, number);
    }
}
