package dev.marksheet.advice;

import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Compares means of different ranges by where they lie between worst (0) and best (1). */
final class WorseHalf {

    private static final double MIDDLE = 0.5;

    private WorseHalf() {}

    /** How deep the mean lies in the worse half: 0 not at all, 1 at the worst; 0 without scores. */
    static double depth(MetricStat stat, MetricRange range) {
        return stat.scored() == 0 ? 0 : Math.max(0, (MIDDLE - place(stat.mean(), range)) / MIDDLE);
    }

    static boolean holdsWholeInterval(MetricStat stat, MetricRange range) {
        MetricStat.Interval interval = stat.interval(range.min(), range.max());
        return interval != null && place(range.higherIsBetter() ? interval.high() : interval.low(), range) < MIDDLE;
    }

    static String weakest(SessionReport report, Map<String, MetricRange> ranges) {
        return ordered(report, ranges).get(0);
    }

    static String strongest(SessionReport report, Map<String, MetricRange> ranges) {
        List<String> ordered = ordered(report, ranges);
        return ordered.get(ordered.size() - 1);
    }

    private static List<String> ordered(SessionReport report, Map<String, MetricRange> ranges) {
        return report.metrics().entrySet().stream()
                .filter(e -> e.getValue().scored() > 0)
                .sorted(Comparator.comparingDouble(
                        e -> place(e.getValue().mean(), Diagnosis.rangeOf(ranges, e.getKey()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Cosines may be negative, yet 0 is as bad as they get in practice. */
    private static double place(double value, MetricRange range) {
        double floor = range.max() == 1 ? Math.max(0, range.min()) : range.min();
        double place = Math.max(0, Math.min(1, (value - floor) / (range.max() - floor)));
        return range.higherIsBetter() ? place : 1 - place;
    }
}
