package dev.marksheet.gate.live;

import dev.marksheet.gate.BaselineResult;
import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.Progress;
import dev.marksheet.gate.Scale;
import dev.marksheet.gate.Tally;
import dev.marksheet.gate.Verdicts;
import dev.marksheet.query.Comparison;
import dev.marksheet.query.GateQueries;
import dev.marksheet.query.GateQueries.Frontier;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import java.util.ArrayList;
import java.util.List;

/**
 * A session and its baseline at one moment.
 *
 * @param criteria how many criteria the gate has
 */
record PairedSessions(
        GateQueries calls,
        SessionReport report,
        SessionReport base,
        Frontier frontier,
        GateQuestion question,
        int criteria) {

    BaselineResult against(GateQuestion.Baseline baseline) {
        List<BaselineResult.Metric> metrics = new ArrayList<>();
        for (String metric : Baselines.metrics(report, question)) {
            metrics.add(compare(metric, baseline.margin()));
        }
        return metrics.isEmpty()
                ? Verdicts.incomparable(baseline, "no-call", "")
                : new BaselineResult(baseline.session(), baseline.margin(), metrics, List.of());
    }

    private BaselineResult.Metric compare(String metric, double margin) {
        MetricRange range = base.range(metric);
        double width = range.max() - range.min();
        if (!base.metrics().containsKey(metric)) {
            return Verdicts.incomparable(metric, question, criteria, "no-metric");
        }
        if (!report.metrics().containsKey(metric)) {
            return Verdicts.incomparable(metric, question, criteria, "no-call");
        }
        if (Comparison.judgedDifferently(base, report, metric)) {
            return Verdicts.incomparable(metric, question, criteria, "judges");
        }
        if (margin >= width) {
            return Verdicts.incomparable(metric, question, criteria, "wide-margin");
        }
        Criterion notWorse = new Criterion(metric, -margin);
        Scale scale = new Scale(new MetricRange(-width, width, true));
        Tally tally = new Tally(question, scale, notWorse.threshold(), criteria);
        Progress progress = new Progress(frontier.counted(), frontier.open(), frontier.all(), question.expect());
        return Verdicts.compared(notWorse, pairs(metric, range.higherIsBetter(), tally), question, progress);
    }

    private BaselineResult.Pairs pairs(String metric, boolean higherIsBetter, Tally tally) {
        boolean byItem = calls.pairedByItem(base.run(), report.run());
        BaselineScores scores = new BaselineScores();
        calls.itemScores(
                base.run(),
                metric,
                byItem,
                0,
                Long.MAX_VALUE,
                (sequence, item, outcome, value) -> scores.add(item, outcome, value));
        long closing = closing();
        calls.itemScores(report.run(), metric, byItem, 0, frontier.end(), (sequence, item, outcome, value) -> {
            if (sequence > closing) {
                tally.close();
            }
            scores.pair(item, outcome)
                    .ifPresent(reference ->
                            tally.take(sequence, outcome, higherIsBetter ? value - reference : reference - value));
        });
        if (closing < Long.MAX_VALUE) {
            tally.close();
        }
        return new BaselineResult.Pairs(tally, higherIsBetter, scores.missing(), scores.absent(), scores.items());
    }

    /** The sequence of the last expected call, once all of them have ended. */
    private long closing() {
        Long expect = question.expect();
        return expect == null || frontier.counted() < expect
                ? Long.MAX_VALUE
                : calls.sequence(report.run(), expect).orElse(Long.MAX_VALUE);
    }
}
