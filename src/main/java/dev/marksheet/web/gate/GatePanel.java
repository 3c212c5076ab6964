package dev.marksheet.web.gate;

import dev.marksheet.gate.BaselineResult;
import dev.marksheet.gate.CriterionResult;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateText;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.GateWords;
import dev.marksheet.session.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a session's gate stands, as a report shows it.
 *
 * @param mark the verdict
 * @param drawn what the verdict is drawn from
 * @param baseline the session that this one is compared with, in words; empty where there is none
 * @param trouble what keeps the two from being compared; empty where nothing does
 */
public record GatePanel(Mark mark, String drawn, List<Row> rows, String baseline, String trouble) {

    private static final double FULL = 100;

    /**
     * A verdict.
     *
     * @param css {@code pass}, {@code fail} or {@code undecided}
     * @param sign tells it without colours
     */
    public record Mark(String css, String sign, String word) {

        /** The mark of a verdict. */
        public static Mark of(GateVerdict verdict, GateWords words) {
            String sign = switch (verdict) {
                case PASS -> "✓";
                case FAIL -> "✗";
                case UNDECIDED -> "…";
            };
            return new Mark(verdict.name().toLowerCase(Locale.ROOT), sign, words.text(verdict.name()));
        }
    }

    /**
     * One criterion.
     *
     * @param asked what is asked of the metric, with its mean
     * @param why why the verdict is as it is, or what is missing
     */
    public record Row(Mark mark, String metric, String asked, String why, Evidence favour, Evidence against) {}

    /**
     * How far the evidence has come.
     *
     * @param share of the way to where it is enough, of 100; each doubling takes an equal part of it
     */
    public record Evidence(String now, String needed, double share) {

        static Evidence of(double evidence, double needed) {
            double way = evidence <= 1 ? 0 : FULL * Math.log(evidence) / Math.log(needed);
            return new Evidence(GateText.evidence(evidence), GateText.evidence(needed), Math.min(FULL, way));
        }
    }

    static GatePanel of(GateResult result, GateWords gate, Wording words) {
        List<Row> rows = new ArrayList<>();
        result.criteria().forEach(criterion -> rows.add(row(criterion, gate)));
        BaselineResult baseline = result.baseline();
        if (baseline != null) {
            baseline.metrics().forEach(metric -> rows.add(row(metric, baseline, gate)));
        }
        return new GatePanel(
                Mark.of(result.verdict(), gate),
                GateText.drawn(result, gate),
                rows,
                baseline == null
                        ? ""
                        : words.text("gate.baseline", baseline.session().value()),
                baseline == null ? "" : gate.reasons(baseline.reasons()));
    }

    private static Row row(CriterionResult criterion, GateWords words) {
        return new Row(
                Mark.of(criterion.verdict(), words),
                criterion.metric(),
                GateText.mean(criterion),
                words.reasons(criterion.reasons()),
                Evidence.of(criterion.evidenceFor(), criterion.passAt()),
                Evidence.of(criterion.evidenceAgainst(), criterion.failAt()));
    }

    private static Row row(BaselineResult.Metric metric, BaselineResult baseline, GateWords words) {
        return new Row(
                Mark.of(metric.verdict(), words),
                metric.metric(),
                GateText.difference(metric, baseline, words),
                words.reasons(metric.reasons()),
                Evidence.of(metric.evidenceFor(), metric.passAt()),
                Evidence.of(metric.evidenceAgainst(), metric.failAt()));
    }
}
