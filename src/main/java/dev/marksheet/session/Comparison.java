package dev.marksheet.session;

import dev.marksheet.statistics.Difference;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run against another, which is its base.
 *
 * @param metrics what became of every metric that both have scores in, in the base's order
 * @param changed the equal questions whose scores changed most, at most {@link #MAX_CHANGED}, most changed first
 * @param judgedDifferently metrics whose marks do not all come from the same judge, prompts and version in both runs:
 *     their difference may be the judge's
 */
public record Comparison(
        SessionReport base,
        SessionReport other,
        Map<String, Compared> metrics,
        List<Changed> changed,
        Set<String> judgedDifferently) {

    /** How many changed questions are named. */
    public static final int MAX_CHANGED = 20;

    /** With fewer equal questions than this, all scores tell more than the pairs do. */
    public static final int MIN_PAIRS = 5;

    /**
     * A metric's difference and what it says: nothing where the marks come from different judges, whatever its interval,
     * since the difference may be theirs.
     */
    public record Compared(Difference difference, Difference.Verdict verdict, boolean judgedDifferently) {

        /** Why nothing is decided: {@code judged_differently}, {@code interval_contains_zero} or {@code no_interval}. */
        public @Nullable String undecided() {
            if (verdict != Difference.Verdict.UNDECIDED) {
                return null;
            }
            if (judgedDifferently) {
                return "judged_differently";
            }
            return difference.interval() == null ? "no_interval" : "interval_contains_zero";
        }
    }

    /** A question's scores in one metric, with the latest calls that have them. */
    public record Changed(String metric, JobId baseJob, JobId otherJob, double base, double other) {

        private double size(MetricRange range) {
            return Math.abs(other - base) / (range.max() - range.min());
        }
    }

    /** Scores of one question: their mean, and the latest call. */
    private record Asked(JobId job, double mean) {}

    /** Compares run by run; the same runs give the same comparison. */
    public static Comparison of(RunScores base, RunScores other, Function<String, MetricRange> ranges) {
        Map<String, Compared> compared = new LinkedHashMap<>();
        List<Changed> changed = new ArrayList<>();
        base.report().metrics().forEach((metric, stat) -> {
            MetricStat others = other.report().metrics().getOrDefault(metric, MetricStat.EMPTY);
            if (stat.scored() > 0 && others.scored() > 0) {
                List<Changed> pairs = pairs(metric, base, other);
                changed.addAll(pairs);
                boolean differently = judgedDifferently(base.report(), other.report(), metric);
                compared.put(metric, compare(pairs, stat, others, ranges.apply(metric), differently));
            }
        });
        return new Comparison(
                base.report(),
                other.report(),
                compared,
                mostChanged(changed, ranges),
                compared.entrySet().stream()
                        .filter(entry -> entry.getValue().judgedDifferently())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static Compared compare(
            List<Changed> pairs, MetricStat base, MetricStat other, MetricRange range, boolean differently) {
        Difference difference = pairs.size() >= MIN_PAIRS
                ? Difference.paired(
                        pairs.stream()
                                .map(p -> new Difference.Pair(p.base(), p.other()))
                                .toList(),
                        range)
                : Difference.unpaired(base, other, range);
        return new Compared(
                difference,
                differently ? Difference.Verdict.UNDECIDED : difference.verdict(range.higherIsBetter()),
                differently);
    }

    private static List<Changed> pairs(String metric, RunScores base, RunScores other) {
        Map<String, Asked> others = byQuestion(other.scores().getOrDefault(metric, List.of()));
        List<Changed> pairs = new ArrayList<>();
        byQuestion(base.scores().getOrDefault(metric, List.of())).forEach((question, asked) -> {
            Asked again = others.get(question);
            if (again != null) {
                pairs.add(new Changed(metric, asked.job(), again.job(), asked.mean(), again.mean()));
            }
        });
        return pairs;
    }

    /** A question that was asked more than once counts once, with the mean of its scores. */
    private static Map<String, Asked> byQuestion(List<RunScores.OfQuestion> scores) {
        Map<String, List<RunScores.OfQuestion>> grouped = new LinkedHashMap<>();
        for (RunScores.OfQuestion score : scores) {
            if (score.question() != null) {
                grouped.computeIfAbsent(score.question(), q -> new ArrayList<>())
                        .add(score);
            }
        }
        Map<String, Asked> asked = new LinkedHashMap<>();
        grouped.forEach((question, all) -> asked.put(
                question,
                new Asked(
                        all.get(0).job(),
                        all.stream()
                                .mapToDouble(RunScores.OfQuestion::value)
                                .average()
                                .orElseThrow())));
        return asked;
    }

    private static List<Changed> mostChanged(List<Changed> all, Function<String, MetricRange> ranges) {
        return all.stream()
                .filter(c -> c.base() != c.other())
                .sorted(Comparator.comparingDouble((Changed c) -> c.size(ranges.apply(c.metric())))
                        .reversed())
                .limit(MAX_CHANGED)
                .toList();
    }

    /** Whether the marks of a metric in the two sessions do not all come from the same judge, prompts and version. */
    public static boolean judgedDifferently(SessionReport base, SessionReport other, String metric) {
        Set<String> judges = SessionReport.with(fingerprints(base, metric), fingerprints(other, metric));
        boolean models = !base.judgeModels().equals(other.judgeModels());
        return judges.size() > 1 || judges.isEmpty() && models;
    }

    private static Set<String> fingerprints(SessionReport report, String metric) {
        return report.judging().fingerprints().getOrDefault(metric, Set.of());
    }
}
