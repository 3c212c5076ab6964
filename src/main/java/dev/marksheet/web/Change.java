package dev.marksheet.web;

import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.Trend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the latest scores differ from those before them.
 *
 * @param text the difference of the two means, signed
 * @param latest in how many of the latest scores, in words
 * @param title what was compared with what
 * @param css {@code better} or {@code worse} where the difference is larger than chance would make it, else {@code even}
 */
public record Change(String text, String latest, String title, String css) {

    private static final int FEWEST = 10;
    private static final double CHANCE = 2;

    /** Compares the latest quarter of the scores with the rest; null while there are fewer than ten. */
    public static @Nullable Change of(MetricStat stat, MetricRange range, Wording words) {
        Trend trend = stat.trend();
        List<Double> means = trend.means();
        Double deviation = stat.standardDeviation();
        int blocks = Math.max((int) Math.ceil(5.0 / trend.blockSize()), means.size() / 4);
        if (stat.scored() < FEWEST || deviation == null || blocks >= means.size()) {
            return null;
        }
        long latest = (long) (blocks - 1) * trend.blockSize() + trend.lastSize();
        long before = stat.scored() - latest;
        double sum = means.get(means.size() - 1) * trend.lastSize();
        for (int i = means.size() - blocks; i < means.size() - 1; i++) {
            sum += means.get(i) * trend.blockSize();
        }
        double difference = sum / latest - (stat.mean() * stat.scored() - sum) / before;
        double chance = CHANCE * deviation * Math.sqrt(1.0 / latest + 1.0 / before);
        String sign = difference < 0 ? "−" : "+";
        return new Change(
                sign + Figure.of(Math.abs(difference)),
                words.text("change.latest", latest),
                words.text("change.title", latest, before),
                css(difference, chance, range));
    }

    private static String css(double difference, double chance, MetricRange range) {
        if (Math.abs(difference) <= chance) {
            return "even";
        }
        return difference > 0 == range.higherIsBetter() ? "better" : "worse";
    }
}
