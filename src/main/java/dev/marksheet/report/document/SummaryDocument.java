package dev.marksheet.report.document;

import dev.marksheet.session.Counts;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Injection;
import dev.marksheet.session.text.Markdown;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes {@code summary.md}. Pure; safe for use by many threads at once. */
public final class SummaryDocument {

    static final String BUNDLE = "report.summary";

    /** Ended calls below which the intervals are too wide to compare anything. */
    static final int FEW_CALLS = 5;

    /** As the judge package calls its embedded judge; this package may not ask it. */
    private static final String LOCAL = "local";

    private static final int MEAN_PLACES = 4;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SummaryDocument() {}

    /**
     * The whole document, in the session's language.
     *
     * @param ranges ranges by metric; a metric without one is taken to lie in 0..1
     * @param worst the calls with the lowest means, worst first; good ones after the third are left out
     * @param exams how the judges did in the exam, as far as they have sat it
     */
    public static String markdown(
            SessionReport report, Map<String, MetricRange> ranges, List<ScoreJob> worst, List<ExamResult> exams) {
        Wording wording = Wording.of(BUNDLE, report.language());
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(wording.text("title", Markdown.escape(report.session().value())));
        text.append("\n\n");
        facts(text, report, exams, wording);
        notes(text, report, wording);
        text.append("## ").append(wording.text("metrics.title")).append("\n\n");
        metrics(text, report, ranges, wording);
        if (!worst.isEmpty()) {
            text.append("## ").append(wording.text("worst.title")).append("\n\n");
            text.append(wording.text("worst.lead")).append("\n\n");
            WorstCalls.append(text, WorstCalls.worthReading(worst), report.metricNames(), wording);
        }
        return text.toString().strip() + "\n";
    }

    private static void facts(StringBuilder text, SessionReport report, List<ExamResult> exams, Wording wording) {
        fact(text, wording.text("fact.run"), Markdown.code(report.run().value()));
        fact(text, wording.text("fact.calls"), calls(report.counts(), wording));
        Instant latest = report.latestFinishedAt();
        fact(
                text,
                wording.text("fact.time"),
                TIME.format(report.createdAt()) + " – " + (latest == null ? Figure.NONE : TIME.format(latest))
                        + " UTC");
        fact(text, wording.text("fact.judge"), names(report.judgeModels()));
        exams.forEach(exam -> fact(text, wording.text("fact.exam"), exam(exam, report, wording)));
        fact(text, wording.text("fact.embedding"), names(report.embeddingModels()));
        if (!report.languages().isEmpty()) {
            fact(text, wording.text("fact.language"), languages(report));
        }
        SpentFacts.append(text, report.judging().total(), wording);
        text.append('\n');
    }

    private static String calls(Counts counts, Wording wording) {
        long cancelled = counts.of(JobStatus.CANCELLED);
        return wording.text(
                        "fact.counts",
                        counts.of(JobStatus.COMPLETED),
                        counts.of(JobStatus.FAILED),
                        counts.of(JobStatus.QUEUED),
                        counts.of(JobStatus.RUNNING))
                + (cancelled == 0 ? "" : wording.text("fact.counts.cancelled", cancelled));
    }

    private static String exam(ExamResult exam, SessionReport report, Wording wording) {
        return Markdown.code(exam.judgeModel()) + wording.text("fact.exam.of") + exam.headline(report.language());
    }

    static void fact(StringBuilder text, String label, String value) {
        text.append("- **").append(label).append("** ").append(value).append('\n');
    }

    private static String languages(SessionReport report) {
        return report.languages().entrySet().stream()
                .map(language -> language.getKey().wireName() + " (" + language.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String names(Collection<String> names) {
        return names.isEmpty()
                ? Figure.NONE
                : names.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private static void notes(StringBuilder text, SessionReport report, Wording wording) {
        Counts counts = report.counts();
        if (report.judgeModels().equals(Set.of(LOCAL))) {
            note(text, wording.text("note.local"));
        } else if (report.judgeModels().size() > 1) {
            note(text, wording.text("note.mixed", report.judgeModels().size()));
        } else if (!report.judging().mixed().isEmpty()) {
            note(text, wording.text("note.fingerprints", names(report.judging().mixed())));
        }
        long injections =
                report.signals().getOrDefault(Injection.SIGN, SignalStat.EMPTY).hits();
        if (injections > 0) {
            note(text, wording.text("note.injection", injections));
        }
        if (counts.ended() < FEW_CALLS) {
            note(text, wording.text("note.few", counts.ended()));
        }
        if (counts.of(JobStatus.FAILED) > 0) {
            note(text, wording.text("note.failed", counts.of(JobStatus.FAILED), counts.ended()));
        }
        if (counts.open() > 0) {
            note(text, wording.text("note.open", counts.open()));
        }
    }

    private static void note(StringBuilder text, String note) {
        text.append("> ").append(note).append("\n\n");
    }

    private static void metrics(
            StringBuilder text, SessionReport report, Map<String, MetricRange> ranges, Wording wording) {
        if (report.metrics().isEmpty()) {
            text.append(wording.text("metrics.none")).append("\n\n");
            return;
        }
        boolean anyFailed = report.metrics().values().stream().anyMatch(s -> s.failed() > 0);
        text.append(wording.text("metrics.head"));
        text.append(anyFailed ? wording.text("metrics.head.band") : "").append('\n');
        text.append("|---|---:|:---:|---:|:---:|---:|---:|")
                .append(anyFailed ? ":---:|" : "")
                .append('\n');
        report.metrics()
                .forEach((name, stat) ->
                        metric(text, name, stat, ranges.getOrDefault(name, MetricRange.UNIT), anyFailed));
        text.append('\n').append(wording.text("metrics.foot")).append("\n\n");
        if (anyFailed) {
            text.append(wording.text("metrics.foot.band")).append("\n\n");
        }
    }

    private static void metric(StringBuilder text, String name, MetricStat stat, MetricRange range, boolean anyFailed) {
        boolean scored = stat.scored() > 0;
        cell(text.append('|'), Markdown.code(name) + (range.higherIsBetter() ? "" : " ↓"));
        cell(text, scored ? Figure.of(stat.mean(), MEAN_PLACES) : Figure.NONE);
        cell(text, Figure.interval(stat.interval(range.min(), range.max())));
        cell(text, Figure.of(stat.standardDeviation()));
        cell(text, stat.scored() + " / " + stat.failed() + " / " + stat.skipped());
        cell(text, scored ? Figure.of(stat.min()) : Figure.NONE);
        cell(text, scored ? Figure.of(stat.max()) : Figure.NONE);
        if (anyFailed) {
            cell(
                    text,
                    stat.failed() == 0
                            ? Figure.NONE
                            : Figure.of(stat.meanIfFailedScored(range.worst())) + " / "
                                    + Figure.of(stat.meanIfFailedScored(range.best())));
        }
        text.append('\n');
    }

    static void cell(StringBuilder text, String value) {
        text.append(' ').append(value).append(" |");
    }
}
