package dev.marksheet.gate;

import dev.marksheet.statistics.Figure;

/** Writes a gate's result for a terminal: one line a criterion, the verdict last. Pure. */
public final class GateText {

    private static final int PLACES = 3;

    private GateText() {}

    public static String of(GateResult result, GateWords words) {
        StringBuilder text = new StringBuilder();
        GateLine.of(result, words)
                .forEach(line -> text.append(words.text(line.verdict().name()))
                        .append("  ")
                        .append(line.asked())
                        .append("  ")
                        .append(line.reason())
                        .append('\n'));
        return text.append(total(result, words)).append('\n').toString();
    }

    /** Evidence as people read it: cut, so that it never looks like enough before it is. */
    public static String evidence(double evidence) {
        return Verdicts.evidence(evidence);
    }

    /** The verdict with what it is drawn from. */
    static String total(GateResult result, GateWords words) {
        return words.text("total", words.text(result.verdict().name()), drawn(result, words));
    }

    /** What the verdict is drawn from: how many calls, and by which rule. */
    public static String drawn(GateResult result, GateWords words) {
        GateQuestion question = result.question();
        return words.text(
                "drawn",
                result.progress().counted(),
                words.text("rule." + question.rule().wireName(), Verdicts.plain(question.alpha())));
    }

    /** The mean of a criterion beside what is asked: {@code 0.912 (> 0.85)}. */
    public static String mean(CriterionResult criterion) {
        return Figure.of(criterion.mean(), PLACES) + " (" + (criterion.higherIsBetter() ? "> " : "< ")
                + Verdicts.plain(criterion.threshold()) + ")";
    }

    /** A difference beside what is asked of it, with its sign. */
    public static String difference(BaselineResult.Metric metric, BaselineResult baseline, GateWords words) {
        Double difference = metric.difference();
        return words.text(
                "against",
                (difference != null && difference > 0 ? "+" : "") + Figure.of(difference, PLACES),
                Lines.one(baseline.session().value()),
                Verdicts.plain(baseline.margin()));
    }
}
