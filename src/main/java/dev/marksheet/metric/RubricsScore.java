package dev.marksheet.metric;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Has the judge pick the level of a rubric that describes the answer best. */
@Component
class RubricsScore extends CriterionMetric {

    private static final String DEFINITION = "Choose the level of the rubric that describes the answer best.";
    private static final Pattern LEVEL = Pattern.compile("score(\\d{1,4})_description|(-?\\d{1,4})");

    private static final SortedMap<Integer, String> FROM_WRONG_TO_COMPLETE = new TreeMap<>(Map.of(
            1, "Wrong or beside the question.",
            2, "Mostly wrong; something in it is usable.",
            3, "Right in part, with gaps or errors that matter.",
            4, "Right, with small gaps or slips.",
            5, "Right and complete."));

    RubricsScore() {
        super(Description.withJudge(
                        "rubrics_score",
                        170,
                        List.of(Need.QUESTION, Need.ANSWER),
                        "1",
                        "The level of a rubric that fits the answer; the levels' texts are a parameter")
                .nominally(1, 5));
    }

    @Override
    CriterionQuestion question(Parameters parameters) {
        SortedMap<Integer, String> levels = levels(parameters);
        return new CriterionQuestion(DEFINITION, levels, levels.firstKey(), levels.lastKey(), null, 1);
    }

    private static SortedMap<Integer, String> levels(Parameters parameters) {
        Map<?, ?> given = parameters.map("rubrics");
        SortedMap<Integer, String> levels = new TreeMap<>();
        given.forEach((key, text) -> {
            Matcher matcher = LEVEL.matcher(String.valueOf(key));
            if (!matcher.matches() || !(text instanceof String description) || description.isBlank()) {
                throw parameters.fault("rubrics", "must map score1_description, score2_description, … to texts");
            }
            String number = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            levels.put(Integer.valueOf(number), description);
        });
        if (levels.size() == 1) {
            throw parameters.fault("rubrics", "must have two levels or more: with one every answer has the same score");
        }
        return Collections.unmodifiableSortedMap(levels.isEmpty() ? FROM_WRONG_TO_COMPLETE : levels);
    }
}
