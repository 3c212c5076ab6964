package dev.marksheet.web.report;

import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rolling mean of a row of scores and its 95 % interval, one entry a score, rounded to 4 places. The first means are
 * of fewer scores than the others; those of fewer than three are null.
 */
record Rolling(List<@Nullable Double> mean, List<@Nullable Double> low, List<@Nullable Double> high) {

    private static final int FEWEST = 3;
    private static final int NARROW = 10;
    private static final int WIDE = 20;
    private static final int MANY = 80;

    static Rolling of(List<Double> values, MetricRange range) {
        int window = window(values.size());
        Rolling rolling = new Rolling(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < values.size(); i++) {
            rolling.add(values.subList(Math.max(0, i + 1 - window), i + 1), range);
        }
        return rolling;
    }

    /** How many scores each mean is of. */
    static int window(int scores) {
        return scores < MANY ? NARROW : WIDE;
    }

    private void add(List<Double> values, MetricRange range) {
        if (values.size() < FEWEST) {
            mean.add(null);
            low.add(null);
            high.add(null);
            return;
        }
        double average = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double squares =
                values.stream().mapToDouble(v -> (v - average) * (v - average)).sum();
        Interval interval = Interval.ofMean(average, squares, values.size());
        mean.add(round(average));
        low.add(round(Math.max(range.min(), interval.low())));
        high.add(round(Math.min(range.max(), interval.high())));
    }

    static double round(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
