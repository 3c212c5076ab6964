package dev.marksheet.advice;

import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The verdict sentence: the heaviest firm finding with the figure that shows it, and the next one of another part. */
final class Verdict {

    private Verdict() {}

    static String of(SessionReport report, Map<String, MetricRange> ranges, Language language) {
        Wording wording = Wording.of(Diagnosis.BUNDLE, language);
        long ended = report.counts().ended();
        if (ended == 0) {
            return wording.text("verdict.none");
        }
        if (report.metrics().values().stream().noneMatch(s -> s.scored() > 0)) {
            return wording.text("verdict.unscored", ended);
        }
        List<AdviceCard> cards = Diagnosis.of(report, ranges).stream()
                .filter(card -> !card.id().equals("few_calls") && !card.id().equals("all_fine"))
                .toList();
        String few = ended < Diagnosis.MIN_CALLS ? wording.text("verdict.few", ended) : "";
        List<AdviceCard> firm = cards.stream().filter(AdviceCard::isFirm).toList();
        if (!firm.isEmpty()) {
            return few + troubles(firm, report, ranges, language);
        }
        String weakest = figure(report, ranges, WorseHalf.weakest(report, ranges), wording);
        return few
                + (cards.isEmpty()
                        ? wording.text("verdict.fine", weakest)
                        : wording.text("verdict.hint", trouble(cards.get(0), report, ranges, language)));
    }

    private static String troubles(
            List<AdviceCard> firm, SessionReport report, Map<String, MetricRange> ranges, Language language) {
        Wording wording = Wording.of(Diagnosis.BUNDLE, language);
        AdviceCard first = firm.get(0);
        String sentence = wording.text("verdict.sentence", trouble(first, report, ranges, language));
        return firm.stream()
                .filter(card -> !card.part().equals(first.part()))
                .findFirst()
                .map(next -> sentence + wording.text("verdict.next", trouble(next, report, ranges, language)))
                .orElse(sentence);
    }

    private static String trouble(
            AdviceCard card, SessionReport report, Map<String, MetricRange> ranges, Language language) {
        Wording wording = Wording.of(Diagnosis.BUNDLE, language);
        String metric = metricOf(card.id());
        String finding = card.text(language).finding();
        if (metric.isEmpty() || !report.metrics().containsKey(metric)) {
            return finding;
        }
        String figure = figure(report, ranges, metric, wording);
        // A mean may look good although some calls are bad: the finding is about those.
        return card.eligible() == 0
                ? wording.text("verdict.trouble", finding, figure)
                : wording.text("verdict.trouble.counted", finding, figure, card.hits(), card.eligible());
    }

    private static String metricOf(String id) {
        return id.contains("-") ? "" : Signal.valueOf(id.toUpperCase(Locale.ROOT)).metric;
    }

    /** A mean without wording, such as {@code faithfulness 0.91 ± 0.04}. */
    static String figure(SessionReport report, Map<String, MetricRange> ranges, String metric) {
        MetricStat stat = report.metrics().getOrDefault(metric, MetricStat.EMPTY);
        return metric + " " + Figure.mean(stat, Diagnosis.rangeOf(ranges, metric));
    }

    private static String figure(
            SessionReport report, Map<String, MetricRange> ranges, String metric, Wording wording) {
        MetricStat stat = report.metrics().getOrDefault(metric, MetricStat.EMPTY);
        return wording.text(
                "verdict.figure",
                figure(report, ranges, metric),
                stat.scored(),
                report.counts().ended());
    }
}
