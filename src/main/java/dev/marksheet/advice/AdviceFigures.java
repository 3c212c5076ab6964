package dev.marksheet.advice;

import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Language;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.SignalStat;
import java.util.Map;

/**
 * A session's figures as compact text for a judge that is to write advice. It holds numbers and our own words only, no
 * words of users. Pure; safe for use by many threads at once.
 */
public final class AdviceFigures {

    private AdviceFigures() {}

    /**
     * The figures, a line each, in English whatever the session's language is: the task names the language to write in.
     *
     * @param ranges ranges by metric; a metric without one is taken to lie in 0..1
     */
    public static String of(SessionReport report, Map<String, MetricRange> ranges) {
        StringBuilder text = new StringBuilder("calls: %d completed, %d failed%n"
                .formatted(
                        report.counts().of(JobStatus.COMPLETED), report.counts().of(JobStatus.FAILED))
                .replace("\r", ""));
        report.metrics().forEach((name, stat) -> {
            MetricRange range = Diagnosis.rangeOf(ranges, name);
            text.append("metric ").append(name).append(": mean ").append(Figure.mean(stat, range));
            text.append(", scored ").append(stat.scored()).append(", failed ").append(stat.failed());
            text.append(", skipped ").append(stat.skipped()).append(", range ").append(Figure.of(range.min()));
            text.append(" to ").append(Figure.of(range.max()));
            text.append(range.higherIsBetter() ? ", higher is better\n" : ", lower is better\n");
        });
        text.append(labels(report));
        Diagnosis.of(report, ranges).forEach(card -> text.append(finding(card)));
        return text.toString();
    }

    private static String finding(AdviceCard card) {
        return "finding " + card.id() + " (" + card.certainty() + ", points to " + card.part() + "): "
                + card.text(Language.EN).finding() + "\n";
    }

    /** On how many calls a statement is contradicted and not mentioned; empty where no judge told. */
    private static String labels(SessionReport report) {
        SignalStat contradicted = report.signals().getOrDefault(Signals.CONTRADICTED, SignalStat.EMPTY);
        SignalStat notMentioned = report.signals().getOrDefault(Signals.NOT_MENTIONED, SignalStat.EMPTY);
        return contradicted.eligible() == 0
                ? ""
                : "calls with a statement that the contexts contradict: " + contradicted.hits() + ", do not mention: "
                        + notMentioned.hits() + ", of " + contradicted.eligible() + "\n";
    }
}
