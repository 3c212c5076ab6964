package dev.marksheet.gate;

import dev.marksheet.session.text.Markdown;
import dev.marksheet.statistics.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a gate's result for the summary of a pipeline or a comment on a change, with the worst calls linked. Pure. */
public final class GateMarkdown {

    private static final int MEAN_PLACES = 3;

    private final GateResult result;
    private final GateWords words;
    private final @Nullable String base;
    private final StringBuilder text = new StringBuilder();

    private GateMarkdown(GateResult result, GateWords words, @Nullable String base) {
        this.result = result;
        this.words = words;
        this.base = base;
    }

    /** @param base the service's address, which links begin with; null where there is none to link to */
    public static String of(GateResult result, GateWords words, List<WorstCall> worst, @Nullable String base) {
        GateMarkdown markdown = new GateMarkdown(result, words, base);
        markdown.head();
        markdown.criteria();
        markdown.baseline();
        markdown.worst(worst);
        return markdown.text.toString();
    }

    private void head() {
        text.append("### ")
                .append(mark(result.verdict()))
                .append(' ')
                .append(link(result.session().value(), "/runs/" + result.run().value()))
                .append("\n\n")
                .append(Markdown.escape(GateText.total(result, words)))
                .append("\n\n");
    }

    private void criteria() {
        if (result.criteria().isEmpty()) {
            return;
        }
        table("mean", "scored");
        for (CriterionResult criterion : result.criteria()) {
            row(
                    mark(criterion.verdict()),
                    Markdown.code(criterion.metric())
                            + (criterion.higherIsBetter() ? " \\> " : " \\< ")
                            + Verdicts.plain(criterion.threshold()),
                    Figure.of(criterion.mean(), MEAN_PLACES),
                    criterion.scored() + " / " + (criterion.scored() + criterion.failed()),
                    Verdicts.evidence(criterion.evidenceFor()) + " / " + Verdicts.evidence(criterion.passAt()),
                    Verdicts.evidence(criterion.evidenceAgainst()) + " / " + Verdicts.evidence(criterion.failAt()),
                    Markdown.escape(words.reasons(criterion.reasons())));
        }
        text.append('\n');
    }

    private void baseline() {
        BaselineResult baseline = result.baseline();
        if (baseline == null) {
            return;
        }
        text.append("**")
                .append(Markdown.escape(
                        words.text("baseline", baseline.session().value())))
                .append("** ")
                .append(mark(baseline.verdict()))
                .append(baseline.reasons().isEmpty() ? "" : " " + Markdown.escape(words.reasons(baseline.reasons())))
                .append("\n\n");
        if (baseline.metrics().isEmpty()) {
            return;
        }
        table("difference", "pairs");
        baseline.metrics().forEach(metric -> compared(metric, baseline));
        text.append('\n');
    }

    private void compared(BaselineResult.Metric metric, BaselineResult baseline) {
        row(
                mark(metric.verdict()),
                Markdown.code(metric.metric()) + " "
                        + Markdown.escape(words.text("within", Verdicts.plain(baseline.margin()))),
                Figure.of(metric.difference(), MEAN_PLACES),
                String.valueOf(metric.pairs()),
                Verdicts.evidence(metric.evidenceFor()) + " / " + Verdicts.evidence(metric.passAt()),
                Verdicts.evidence(metric.evidenceAgainst()) + " / " + Verdicts.evidence(metric.failAt()),
                Markdown.escape(words.reasons(metric.reasons())));
    }

    private void worst(List<WorstCall> worst) {
        if (worst.isEmpty()) {
            return;
        }
        text.append(Markdown.escape(words.text("worst"))).append("\n\n");
        worst.forEach(call -> text.append("- ")
                .append(Markdown.code(call.metric()))
                .append(' ')
                .append(Figure.of(call.value()))
                .append(": ")
                .append(link(call.question(), call.path()))
                .append('\n'));
    }

    private void table(String figure, String count) {
        row(
                words.text("verdict"),
                words.text("criterion"),
                words.text(figure),
                words.text(count),
                words.text("for"),
                words.text("against-it"),
                words.text("why"));
        text.append("|---|---|---:|---:|---:|---:|---|\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** A word and a colour, as some see no colours. */
    private String mark(GateVerdict verdict) {
        String sign = switch (verdict) {
            case PASS -> "✅";
            case FAIL -> "❌";
            case UNDECIDED -> "⏳";
        };
        return sign + " " + words.text(verdict.name());
    }

    private String link(String shown, String path) {
        if (base == null) {
            return Markdown.escape(shown);
        }
        String target = (base + path)
                .replace(" ", "%20")
                .replace("(", "%28")
                .replace(")", "%29")
                .replace("<", "%3C")
                .replace(">", "%3E");
        return "[" + Markdown.escape(shown) + "](" + target + ")";
    }
}
