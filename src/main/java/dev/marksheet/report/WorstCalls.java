package dev.marksheet.report;

import dev.marksheet.session.Figure;
import dev.marksheet.session.Markdown;
import dev.marksheet.session.MetricRange;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.Words;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The table of the worst calls: one row per call, one column per metric that any of them was asked for. */
final class WorstCalls {

    private WorstCalls() {}

    static void append(
            StringBuilder text,
            List<ScoreJob> worst,
            List<String> metrics,
            Map<String, MetricRange> ranges,
            Words words) {
        List<String> shown = metrics.stream()
                .filter(name -> worst.stream().anyMatch(job -> job.scores().containsKey(name)))
                .toList();
        text.append("| ").append(words.text("worst.call")).append(" | ").append(words.text("worst.question"));
        text.append(" | ").append(words.text("worst.mean")).append(" |");
        shown.forEach(name -> SummaryDocument.cell(text, Markdown.code(name)));
        text.append("\n|---|---|---:|").append("---:|".repeat(shown.size())).append('\n');
        worst.forEach(job -> row(text, job, shown, ranges, words));
    }

    private static void row(
            StringBuilder text, ScoreJob job, List<String> shown, Map<String, MetricRange> ranges, Words words) {
        String sample = job.sampleId();
        SummaryDocument.cell(text.append('|'), sample == null ? Figure.NONE : "`" + sample + "`");
        SummaryDocument.cell(text, Markdown.escape(job.request().question()));
        OptionalDouble mean = mean(job, ranges);
        SummaryDocument.cell(text, mean.isPresent() ? Figure.of(mean.getAsDouble()) : Figure.NONE);
        shown.forEach(name -> SummaryDocument.cell(text, value(job.scores().get(name), words)));
        text.append('\n');
    }

    private static String value(@Nullable Score score, Words words) {
        if (score instanceof Score.Scored scored) {
            return Figure.of(scored.value());
        }
        return score instanceof Score.Failed ? words.text("worst.failed") : Figure.NONE;
    }

    /** The mean by which calls are ranked: of the scores that lie in 0..1 with more being better. */
    private static OptionalDouble mean(ScoreJob job, Map<String, MetricRange> ranges) {
        return job.scores().entrySet().stream()
                .filter(e -> e.getValue() instanceof Score.Scored)
                .filter(e -> isShare(ranges.getOrDefault(e.getKey(), MetricRange.UNIT)))
                .mapToDouble(e -> ((Score.Scored) e.getValue()).value())
                .filter(value -> value >= 0 && value <= 1)
                .average();
    }

    private static boolean isShare(MetricRange range) {
        return range.higherIsBetter() && range.max() == 1;
    }
}
