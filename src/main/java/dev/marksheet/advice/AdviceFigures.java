package dev.marksheet.advice;

import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.util.Map;

/**
 * A session's figures as compact text for a judge that is to write advice. It holds numbers and our own words only, no
 * words of users. Pure; safe for use by many threads at once.
 */
public final class AdviceFigures {

    private AdviceFigures() {}

    /**
     * The figures, a line each, in the language that the advice is to be written in.
     *
     * @param ranges ranges by metric; a metric without one is taken to lie in 0..1
     */
    public static String of(SessionReport report, Map<String, MetricRange> ranges, Language language) {
        Wording wording = Wording.of(Diagnosis.BUNDLE, language);
        StringBuilder text = new StringBuilder();
        line(
                text,
                wording.text(
                        "figures.calls",
                        report.counts().of(JobStatus.COMPLETED),
                        report.counts().of(JobStatus.FAILED)));
        report.metrics()
                .forEach((name, stat) -> line(text, metric(name, stat, Diagnosis.rangeOf(ranges, name), wording)));
        labels(text, report, wording);
        for (AdviceCard card : Diagnosis.of(report, ranges)) {
            AdviceCard.Text words = card.text(language);
            line(
                    text,
                    wording.text(
                            "figures.finding",
                            words.finding(),
                            wording.text("certainty." + card.certainty()),
                            wording.text("part." + card.part()),
                            card.eligible() > 0 ? words.why() : ""));
        }
        return text.toString();
    }

    /** On how many calls a statement is contradicted and not mentioned; nothing where no judge told. */
    private static void labels(StringBuilder text, SessionReport report, Wording wording) {
        SignalStat contradicted = report.signals().getOrDefault(Signals.CONTRADICTED, SignalStat.EMPTY);
        SignalStat notMentioned = report.signals().getOrDefault(Signals.NOT_MENTIONED, SignalStat.EMPTY);
        if (contradicted.eligible() > 0) {
            line(
                    text,
                    wording.text("figures.labels", contradicted.hits(), notMentioned.hits(), contradicted.eligible()));
        }
    }

    private static String metric(String name, MetricStat stat, MetricRange range, Wording wording) {
        String better = wording.text(range.higherIsBetter() ? "figures.higher" : "figures.lower");
        return wording.text(
                "figures.metric",
                name,
                mean(stat, range, wording),
                stat.scored(),
                stat.failed(),
                stat.skipped(),
                Figure.of(range.min()),
                Figure.of(range.max()),
                better);
    }

    /** One notation for all intervals, unlike in reports, where each mean has the shortest. */
    private static String mean(MetricStat stat, MetricRange range, Wording wording) {
        if (stat.scored() == 0) {
            return wording.text("figures.no_mean");
        }
        MetricStat.Interval interval = stat.interval(range.min(), range.max());
        return interval == null
                ? wording.text("figures.mean_alone", Figure.of(stat.mean()))
                : wording.text(
                        "figures.mean", Figure.of(stat.mean()), Figure.of(interval.low()), Figure.of(interval.high()));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
