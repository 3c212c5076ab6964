package dev.marksheet.advice;

import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out by rules what a session's figures say. Pure; safe for use by many threads at once. */
public final class Diagnosis {

    /** Ended calls below which nothing is more than a hint. */
    public static final int MIN_CALLS = 5;

    static final String BUNDLE = "advice.advice";
    private static final double SCORED_SHARE = 0.5;
    private static final Set<String> OWN_SIGN =
            Set.of("context_recall", "context_precision", "faithfulness", "answer_relevancy");

    private Diagnosis() {}

    /**
     * The cards of a session, heaviest first; never empty.
     *
     * @param ranges ranges by metric; a metric without one is taken to lie in 0..1
     */
    public static List<AdviceCard> of(SessionReport report, Map<String, MetricRange> ranges) {
        List<AdviceCard> cards = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            SignalStat stat = report.signals().getOrDefault(signal.wireName(), SignalStat.EMPTY);
            if (stat.hits() > 0) {
                cards.add(signCard(signal, stat, report));
            }
        }
        report.metrics().forEach((name, stat) -> addMetricCards(cards, report, name, stat, rangeOf(ranges, name)));
        if (report.counts().ended() < MIN_CALLS) {
            cards.add(plain("few_calls", "data", 1, "sure", report.counts().ended(), MIN_CALLS));
        } else if (cards.stream().noneMatch(AdviceCard::isFirm)
                && report.metrics().values().stream().anyMatch(s -> s.scored() > 0)) {
            cards.add(fine(report, ranges));
        }
        cards.sort(Comparator.comparingDouble(AdviceCard::weight).reversed());
        return List.copyOf(cards);
    }

    /** The whole session in one or two sentences, plain text. */
    public static String verdict(SessionReport report, Map<String, MetricRange> ranges, Language language) {
        return Verdict.of(report, ranges, language);
    }

    static MetricRange rangeOf(Map<String, MetricRange> ranges, String metric) {
        return ranges.getOrDefault(metric, MetricRange.UNIT);
    }

    private static AdviceCard signCard(Signal signal, SignalStat stat, SessionReport report) {
        String name = signal.wireName();
        double weight = signal.severity * stat.interval().low();
        List<Integer> examples = stat.examples().stream().filter(n -> n > 0).toList();
        return new AdviceCard(
                name,
                signal.part,
                weight,
                Certainty.of(signal, stat, report),
                stat.hits(),
                stat.eligible(),
                examples,
                signal.metric.equals(Signal.FAITHFULNESS)
                        ? withLabels(texts(name, stat.hits(), stat.eligible()), report)
                        : texts(name, stat.hits(), stat.eligible()));
    }

    /** The same texts, and on how many calls statements are contradicted and not mentioned, where the judge tells. */
    private static Map<Language, AdviceCard.Text> withLabels(
            Map<Language, AdviceCard.Text> texts, SessionReport report) {
        SignalStat contradicted = report.signals().getOrDefault(Signals.CONTRADICTED, SignalStat.EMPTY);
        SignalStat notMentioned = report.signals().getOrDefault(Signals.NOT_MENTIONED, SignalStat.EMPTY);
        if (contradicted.hits() + notMentioned.hits() == 0) {
            return texts;
        }
        texts.replaceAll((language, text) -> new AdviceCard.Text(
                text.finding(),
                text.why()
                        + Wording.of(BUNDLE, language)
                                .text("labels", contradicted.eligible(), contradicted.hits(), notMentioned.hits()),
                text.tries()));
        return texts;
    }

    private static void addMetricCards(
            List<AdviceCard> cards, SessionReport report, String name, MetricStat stat, MetricRange range) {
        long ended = report.counts().ended();
        boolean thin = stat.scored() > 0 && stat.skipped() > stat.failed();
        if (ended >= MIN_CALLS && thin && stat.scored() < SCORED_SHARE * ended) {
            double weight = 0.4 * (1 - (double) stat.scored() / ended);
            cards.add(ofMetric("thin_scores", name, "data", weight, "sure", name, stat.scored(), ended));
        }
        double depth = WorseHalf.depth(stat, range);
        if (stat.scored() >= MIN_CALLS && depth > 0 && !OWN_SIGN.contains(name)) {
            String part = name.contains("context") ? "retriever" : "model";
            String certainty = Certainty.ofMean(stat, range, report);
            cards.add(ofMetric("low_metric", name, part, 0.5 * depth, certainty, name, Figure.mean(stat, range)));
        }
    }

    private static AdviceCard fine(SessionReport report, Map<String, MetricRange> ranges) {
        SignalStat none = new SignalStat(report.counts().ended(), 0, List.of());
        String stillPossible = Figure.percent(none.interval().high());
        String weakest = Verdict.figure(report, ranges, WorseHalf.weakest(report, ranges));
        String strongest = Verdict.figure(report, ranges, WorseHalf.strongest(report, ranges));
        return plain(
                "all_fine",
                "data",
                0,
                "likely",
                strongest,
                weakest,
                report.counts().ended(),
                stillPossible);
    }

    private static AdviceCard plain(String id, String part, double weight, String certainty, Object... values) {
        return new AdviceCard(id, part, weight, certainty, 0, 0, List.of(), texts(id, values));
    }

    private static AdviceCard ofMetric(
            String id, String metric, String part, double weight, String certainty, Object... values) {
        return new AdviceCard(id + "-" + metric, part, weight, certainty, 0, 0, List.of(), texts(id, values));
    }

    private static Map<Language, AdviceCard.Text> texts(String id, Object... values) {
        Map<Language, AdviceCard.Text> texts = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Wording wording = Wording.of(BUNDLE, language);
            texts.put(
                    language,
                    new AdviceCard.Text(
                            wording.text("card." + id + ".finding", values),
                            wording.text("card." + id + ".why", values),
                            wording.list("card." + id + ".try")));
        }
        return texts;
    }
}
