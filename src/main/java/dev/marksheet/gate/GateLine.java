package dev.marksheet.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * A criterion and what became of it, on one line.
 *
 * @param title such as {@code faithfulness > 0.85}, the same at every look
 * @param asked such as {@code faithfulness 0.910 (> 0.85)}, with the mean of what is counted
 * @param judgeTrouble whether it is the judge's doing that there is no verdict
 */
record GateLine(GateVerdict verdict, String title, String asked, String reason, boolean judgeTrouble) {

    static List<GateLine> of(GateResult result, GateWords words) {
        List<GateLine> lines = new ArrayList<>();
        result.criteria().forEach(criterion -> lines.add(of(criterion, words)));
        BaselineResult baseline = result.baseline();
        if (baseline != null && !baseline.reasons().isEmpty()) {
            String title = words.text("baseline", Lines.one(baseline.session().value()));
            String reason = Lines.one(words.reasons(baseline.reasons()));
            lines.add(new GateLine(baseline.verdict(), title, title, reason, false));
        } else if (baseline != null) {
            baseline.metrics().forEach(metric -> lines.add(of(metric, baseline, words)));
        }
        return lines;
    }

    private static GateLine of(CriterionResult criterion, GateWords words) {
        String metric = Lines.one(criterion.metric());
        String bound = (criterion.higherIsBetter() ? " > " : " < ") + Verdicts.plain(criterion.threshold());
        return new GateLine(
                criterion.verdict(),
                metric + bound,
                metric + " " + GateText.mean(criterion),
                Lines.one(words.reasons(criterion.reasons())),
                criterion.isJudgeTrouble());
    }

    private static GateLine of(BaselineResult.Metric metric, BaselineResult baseline, GateWords words) {
        String name = Lines.one(metric.metric());
        String session = Lines.one(baseline.session().value());
        return new GateLine(
                metric.verdict(),
                name + " " + words.text("baseline", session),
                name + " " + GateText.difference(metric, baseline, words),
                Lines.one(words.reasons(metric.reasons())),
                metric.isJudgeTrouble());
    }
}
