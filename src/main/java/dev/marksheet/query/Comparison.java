package dev.marksheet.query;

import dev.marksheet.session.JobId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.Difference;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /**
     * A question's scores in one metric, with the latest calls that have them.
     *
     * @param item the base's own id of the row; null for none
     */
    public record Changed(
            String metric, @Nullable String item, JobId baseJob, JobId otherJob, double base, double other) {

        private double size(MetricRange range) {
            return Math.abs(other - base) / (range.max() - range.min());
        }
    }

    /** Scores of one question: their mean, and the latest call. */
    private record Asked(@Nullable String item, JobId job, double mean) {}

    /**
     * A label that is not the same in both.
     *
     * @param base its value in the base; null where it has none
     * @param other its value in the other run; null where it has none
     */
    public record LabelChange(
            String key, @Nullable String base, @Nullable String other) {}

    /** How the labels differ, in the base's order and then in the other's. */
    public List<LabelChange> labelChanges() {
        Map<String, String> before = base.settings().labels();
        Map<String, String> after = other.settings().labels();
        return SessionReport.with(before.keySet(), after.keySet()).stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .map(key -> new LabelChange(key, before.get(key), after.get(key)))
                .toList();
    }

    /**
     * Compares run by run; the same runs give the same comparison.
     *
     * @param byItem whether calls that have an item are paired by it, and not by their question
     */
    public static Comparison of(RunScores base, RunScores other, boolean byItem, Function<String, MetricRange> ranges) {
        Map<String, Compared> compared = new LinkedHashMap<>();
        List<Changed> changed = new ArrayList<>();
        base.report().metrics().forEach((metric, stat) -> {
            MetricStat others = other.report().metrics().getOrDefault(metric, MetricStat.EMPTY);
            if (stat.scored() > 0 && others.scored() > 0) {
                List<Changed> pairs = pairs(metric, base, other, byItem);
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

    private static List<Changed> pairs(String metric, RunScores base, RunScores other, boolean byItem) {
        List<RunScores.OfQuestion> bases = base.scores().getOrDefault(metric, List.of());
        List<RunScores.OfQuestion> others = other.scores().getOrDefault(metric, List.of());
        Map<String, Asked> asked = byKey(others, byItem);
        List<Changed> pairs = new ArrayList<>();
        byKey(bases, byItem).forEach((key, first) -> {
            Asked again = asked.get(key);
            if (again != null) {
                pairs.add(new Changed(metric, first.item(), first.job(), again.job(), first.mean(), again.mean()));
            }
        });
        return pairs;
    }

    /** What pairs a call: its item where runs are paired by these, else its question; null where neither is known. */
    private static @Nullable String key(RunScores.OfQuestion score, boolean byItem) {
        if (byItem && score.item() != null) {
            return "item " + score.item();
        }
        return score.question() == null ? null : "question " + score.question();
    }

    /** What was asked more than once counts once, with the mean of its scores. */
    private static Map<String, Asked> byKey(List<RunScores.OfQuestion> scores, boolean byItem) {
        Map<String, List<RunScores.OfQuestion>> grouped = new LinkedHashMap<>();
        for (RunScores.OfQuestion score : scores) {
            String key = key(score, byItem);
            if (key != null) {
                grouped.computeIfAbsent(key, k -> new ArrayList<>()).add(score);
            }
        }
        Map<String, Asked> asked = new LinkedHashMap<>();
        grouped.forEach((key, all) -> asked.put(
                key,
                new Asked(
                        all.get(0).item(),
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
