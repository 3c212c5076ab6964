package dev.marksheet.gate;

import dev.marksheet.statistics.Figure;
import java.util.List;

/** Writes a gate's result for a terminal: one line a criterion, the verdict last. Pure. */
public final class GateText {

    private GateText() {}

    public static String of(GateResult result, GateWords words) {
        StringBuilder text = new StringBuilder();
        result.criteria()
                .forEach(criterion -> text.append(line(criterion, words)).append('\n'));
        BaselineResult baseline = result.baseline();
        if (baseline != null) {
            lines(baseline, words).forEach(line -> text.append(line).append('\n'));
        }
        return text.append(total(result, words)).append('\n').toString();
    }

    private static String line(CriterionResult criterion, GateWords words) {
        return words.text(criterion.verdict().name()) + "  " + asked(criterion) + "  "
                + Lines.one(words.reasons(criterion.reasons()));
    }

    /** {@code faithfulness 0.91 > 0.85}, with the mean of what is counted. */
    static String asked(CriterionResult criterion) {
        return Lines.one(criterion.metric()) + " " + Figure.of(criterion.mean(), 3)
                + (criterion.higherIsBetter() ? " > " : " < ") + Verdicts.plain(criterion.threshold());
    }

    private static List<String> lines(BaselineResult baseline, GateWords words) {
        if (!baseline.reasons().isEmpty()) {
            return List.of(words.text(baseline.verdict().name()) + "  "
                    + words.text("baseline", Lines.one(baseline.session().value())) + "  "
                    + Lines.one(words.reasons(baseline.reasons())));
        }
        return baseline.metrics().stream()
                .map(metric -> words.text(metric.verdict().name()) + "  " + asked(metric, baseline, words) + "  "
                        + Lines.one(words.reasons(metric.reasons())))
                .toList();
    }

    static String asked(BaselineResult.Metric metric, BaselineResult baseline, GateWords words) {
        return Lines.one(metric.metric()) + " "
                + words.text(
                        "against",
                        Figure.of(metric.difference(), 3),
                        Lines.one(baseline.session().value()),
                        Verdicts.plain(baseline.margin()));
    }

    /** The verdict with what it is drawn from. */
    static String total(GateResult result, GateWords words) {
        Progress progress = result.progress();
        return words.text(
                "total",
                words.text(result.verdict().name()),
                progress.counted(),
                words.text(
                        "rule." + result.question().rule().wireName(),
                        Verdicts.plain(result.question().alpha())));
    }
}
