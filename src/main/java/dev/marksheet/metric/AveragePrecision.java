package dev.marksheet.metric;

import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.List;

/** How high the useful contexts stand in the ranking. */
final class AveragePrecision {

    /** Keeps RAGAS's division defined when no context is useful. */
    private static final double EPSILON = 1e-10;

    private AveragePrecision() {}

    /** Mean of precision@i over the ranks i of the useful contexts; 0 when none is useful, just below 1 at most. */
    static double of(List<Boolean> useful) {
        double sum = 0;
        int found = 0;
        for (int i = 0; i < useful.size(); i++) {
            if (useful.get(i)) {
                found++;
                sum += (double) found / (i + 1);
            }
        }
        return sum / (found + EPSILON);
    }

    /** The arithmetic with its numbers. */
    static String formula(List<Boolean> useful, double value, Wording words) {
        long found = useful.stream().filter(u -> u).count();
        return words.text("ranking.formula", found, useful.size(), Figure.of(value));
    }
}
