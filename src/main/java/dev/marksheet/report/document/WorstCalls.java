package dev.marksheet.report.document;

import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.text.Markdown;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The table of the worst calls: one row per call, one column per metric that any of them was asked for. */
final class WorstCalls {

    private static final int ALWAYS_SHOWN = 3;
    private static final double GOOD = 0.7;

    private WorstCalls() {}

    /** The first few whatever they are, and of the others those that are not good: good calls teach nothing here. */
    static List<ScoreJob> worthReading(List<ScoreJob> worst) {
        return IntStream.range(0, worst.size())
                .filter(i -> i < ALWAYS_SHOWN || isPoor(worst.get(i)))
                .mapToObj(worst::get)
                .toList();
    }

    private static boolean isPoor(ScoreJob job) {
        Double mean = job.meanScore();
        return mean != null && mean < GOOD;
    }

    static void append(StringBuilder text, List<ScoreJob> worst, List<String> metrics, Wording wording) {
        List<String> shown = metrics.stream()
                .filter(name -> worst.stream().anyMatch(job -> job.scores().containsKey(name)))
                .toList();
        text.append("| ").append(wording.text("worst.call")).append(" | ").append(wording.text("worst.question"));
        text.append(" | ").append(wording.text("worst.mean")).append(" |");
        shown.forEach(name -> SummaryDocument.cell(text, Markdown.code(name)));
        text.append("\n|---|---|---:|").append("---:|".repeat(shown.size())).append('\n');
        worst.forEach(job -> row(text, job, shown, wording));
    }

    private static void row(StringBuilder text, ScoreJob job, List<String> shown, Wording wording) {
        String sample = job.sampleId();
        SummaryDocument.cell(text.append('|'), sample == null ? Figure.NONE : "`" + sample + "`");
        SummaryDocument.cell(text, Markdown.escape(job.request().question()));
        SummaryDocument.cell(text, Figure.of(job.meanScore()));
        shown.forEach(name -> SummaryDocument.cell(text, value(job.scores().get(name), wording)));
        text.append('\n');
    }

    private static String value(@Nullable Score score, Wording wording) {
        if (score instanceof Score.Scored scored) {
            return Figure.of(scored.value());
        }
        return score instanceof Score.Failed ? wording.text("worst.failed") : Figure.NONE;
    }
}
