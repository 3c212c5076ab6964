package dev.marksheet.advice;

import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionReport.AdviceProse;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Markdown;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.SignalStat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code optimization_advice.md}. Pure; safe for use by many threads at once. */
public final class AdviceDocument {

    private static final int COST_PLACES = 4;

    private AdviceDocument() {}

    /**
     * The whole document, in the session's language. The judge's prose stands in it as the judge wrote it, so whoever
     * renders it must leave raw HTML off.
     *
     * @param ranges ranges by metric; a metric without one is taken to lie in 0..1
     */
    public static String markdown(SessionReport report, Map<String, MetricRange> ranges) {
        Language language = report.language();
        Wording wording = Wording.of(Diagnosis.BUNDLE, language);
        StringBuilder text = new StringBuilder();
        line(text, "# " + wording.text("title", Markdown.escape(report.session().value())));
        line(text, "> **" + Diagnosis.verdict(report, ranges, language) + "**");
        line(text, calls(report.counts(), wording) + spent(report.judging().total(), wording));
        if (Certainty.onlyLocal(report)) {
            line(text, "*" + wording.text("local") + "*");
        }
        int number = 1;
        for (AdviceCard card : Diagnosis.of(report, ranges)) {
            append(text, card, number++, wording, language);
        }
        append(text, report.prose(), report.counts().ended(), wording);
        return text.toString().strip() + "\n";
    }

    private static String calls(Counts counts, Wording wording) {
        long waiting = counts.open();
        return wording.text("calls", counts.ended(), counts.of(JobStatus.COMPLETED), counts.of(JobStatus.FAILED))
                + (waiting == 0 ? "" : wording.text("waiting", waiting));
    }

    private static String spent(Usage usage, Wording wording) {
        if (usage.requests() == 0) {
            return "";
        }
        String work = wording.text("spent", usage.requests(), usage.inputTokens() + usage.outputTokens());
        return usage.cost() == null
                ? work + wording.text("spent.unpriced")
                : work
                        + wording.text(
                                "spent.cost",
                                Figure.of(usage.cost(), COST_PLACES),
                                usage.pricedRequests(),
                                usage.requests());
    }

    private static void append(StringBuilder text, @Nullable AdviceProse prose, long ended, Wording wording) {
        if (prose != null) {
            line(text, "## " + wording.text("prose.title"));
            line(text, "*" + wording.text("prose.seen", prose.callsSeen(), ended) + "*");
            line(text, prose.markdown().strip());
        }
    }

    private static void append(StringBuilder text, AdviceCard card, int number, Wording wording, Language language) {
        AdviceCard.Text content = card.text(language);
        line(text, "## " + number + ". " + content.finding());
        if (!card.id().equals("few_calls") && !card.id().equals("all_fine")) {
            item(text, wording.text("label.part"), wording.text("part." + card.part()));
            item(text, wording.text("label.certainty"), certainty(card, wording));
        }
        if (!card.examples().isEmpty()) {
            item(text, wording.text("label.examples"), examples(card.examples()));
        }
        if (text.charAt(text.length() - 2) != '\n') {
            text.append('\n');
        }
        line(text, content.why());
        if (!content.tries().isEmpty()) {
            line(text, "**" + wording.text("label.try") + "**");
            content.tries().forEach(tryIt -> text.append("- ").append(tryIt).append('\n'));
            text.append('\n');
        }
    }

    private static String certainty(AdviceCard card, Wording wording) {
        String how = wording.text("certainty." + card.certainty());
        if (card.eligible() == 0) {
            return how;
        }
        SignalStat stat = new SignalStat(card.eligible(), card.hits(), List.of());
        return wording.text(
                "certainty.counted",
                how,
                card.hits(),
                card.eligible(),
                Figure.percent(stat.interval().low()),
                Figure.percent(stat.interval().high()));
    }

    private static String examples(List<Integer> numbers) {
        return numbers.stream().map(n -> "`" + ScoreJob.sampleId(n) + "`").collect(Collectors.joining(", "));
    }

    private static void item(StringBuilder text, String label, String value) {
        text.append("- **").append(label).append("** ").append(value).append('\n');
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\n\n");
    }
}
