package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/**
 * Measures how often the gate is wrong and how many calls it needs, beside the plain mean and a polled t interval:
 * {@code ./mvnw test -Dtest=GateMeasurement -Dsurefire.failIfNoSpecifiedTests=false}, with {@code -Dsessions=} for another
 * number of simulated sessions than 10,000. The scores come from a seeded generator; those of spread scores differ a little
 * between JDKs.
 */
class GateMeasurement {

    private static final int SESSIONS = Integer.getInteger("sessions", 10_000);
    private static final int CALLS = 500;
    private static final int LONG = 5_000;
    private static final double ALPHA = 0.05;

    /** How the scores of a session are spread: all 0 or 1, or all over the range. */
    enum Kind {
        YES_NO {
            @Override
            double draw(SplittableRandom random, double mean) {
                return random.nextDouble() < mean ? 1 : 0;
            }
        },
        SPREAD {
            @Override
            double draw(SplittableRandom random, double mean) {
                return beta(random, SHAPE * mean, SHAPE * (1 - mean));
            }
        };

        abstract double draw(SplittableRandom random, double mean);
    }

    private static final double SHAPE = 6;

    @Test
    void wrongVerdictsWithTheMeanOnTheThreshold() {
        System.err.println("""

                A/A: the true mean lies exactly on the threshold, so every verdict is wrong. %,d sessions each, a look after
                each of %d calls. "t interval": a 95 %% interval looked at as often. "mean flips": sessions whose mean changed
                sides between 100 and 500 calls.

                | scores | threshold | false PASS | false FAIL | t interval wrong | mean flips |
                |---|---|---|---|---|---|""".formatted(SESSIONS, CALLS));
        for (Kind kind : Kind.values()) {
            for (double threshold : new double[] {0.7, 0.8, 0.9}) {
                Wrong wrong = wrong(kind, threshold);
                System.err.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.2f %% | %.2f %% | %.1f %% | %.1f %% |%n",
                        kind,
                        threshold,
                        percent(wrong.pass),
                        percent(wrong.fail),
                        percent(wrong.polled),
                        percent(wrong.flipped));
                assertThat(percent(wrong.pass)).isLessThanOrEqualTo(5);
                assertThat(percent(wrong.fail)).isLessThanOrEqualTo(5);
            }
        }
    }

    @Test
    void callsToTheRightVerdict() {
        System.err.println("""

                Power: median calls to the right verdict (and to 90 %% of them) by how far the true mean lies from the
                threshold of 0.8, %,d sessions each of at most %,d calls; wrong verdicts among all.

                | scores | distance | median | 90 %% | wrong |
                |---|---|---|---|---|""".formatted(SESSIONS / 10, LONG));
        for (Kind kind : Kind.values()) {
            for (double distance : new double[] {-0.2, -0.1, -0.05, -0.02, 0.02, 0.05, 0.1, 0.15}) {
                power(kind, 0.8, distance);
            }
        }
    }

    private static final class Wrong {
        private int pass;
        private int fail;
        private int polled;
        private int flipped;
    }

    private static Wrong wrong(Kind kind, double threshold) {
        SplittableRandom random = new SplittableRandom(20261127);
        Wrong wrong = new Wrong();
        for (int session = 0; session < SESSIONS; session++) {
            SequentialTest test = new SequentialTest(threshold, ALPHA, 1);
            Polled polled = new Polled(threshold);
            boolean above = false;
            boolean flipped = false;
            for (int call = 1; call <= CALLS; call++) {
                double score = kind.draw(random, threshold);
                test.scored(score);
                polled.look(score);
                if (call >= 100) {
                    boolean now = polled.mean >= threshold;
                    flipped |= call > 100 && now != above;
                    above = now;
                }
            }
            wrong.pass += test.verdict() == GateVerdict.PASS ? 1 : 0;
            wrong.fail += test.verdict() == GateVerdict.FAIL ? 1 : 0;
            wrong.polled += polled.decided ? 1 : 0;
            wrong.flipped += flipped ? 1 : 0;
        }
        return wrong;
    }

    private static void power(Kind kind, double threshold, double distance) {
        SplittableRandom random = new SplittableRandom(4711);
        int sessions = SESSIONS / 10;
        int[] needed = new int[sessions];
        int wrong = 0;
        GateVerdict right = distance > 0 ? GateVerdict.PASS : GateVerdict.FAIL;
        for (int session = 0; session < sessions; session++) {
            SequentialTest test = new SequentialTest(threshold, ALPHA, 1);
            int calls = 0;
            while (test.verdict() == GateVerdict.UNDECIDED && calls < LONG) {
                test.scored(kind.draw(random, threshold + distance));
                calls++;
            }
            needed[session] = test.verdict() == right ? calls : Integer.MAX_VALUE;
            wrong += test.verdict() != right && test.verdict() != GateVerdict.UNDECIDED ? 1 : 0;
        }
        print(kind, distance, needed, 100.0 * wrong / sessions);
    }

    private static void print(Kind kind, double distance, int[] needed, double percentWrong) {
        Arrays.sort(needed);
        System.err.printf(
                Locale.ROOT,
                "| %s | %+.2f | %s | %s | %.1f %% |%n",
                kind,
                distance,
                calls(needed[needed.length / 2]),
                calls(needed[needed.length * 9 / 10]),
                percentWrong);
    }

    private static String calls(int needed) {
        return needed == Integer.MAX_VALUE ? "more than " + LONG : String.valueOf(needed);
    }

    private static double percent(int count) {
        return 100.0 * count / SESSIONS;
    }

    /** What a script does that looks at a 95 % t interval after every call and stops once the threshold is outside. */
    private static final class Polled {

        private static final double[] T = new double[CALLS + 1];

        static {
            for (int n = 2; n <= CALLS; n++) {
                T[n] = TDistribution.of(n - 1).inverseSurvivalProbability(0.025);
            }
        }

        private final double threshold;
        private int n;
        private double mean;
        private double squares;
        private boolean decided;

        Polled(double threshold) {
            this.threshold = threshold;
        }

        void look(double score) {
            n++;
            double before = mean;
            mean += (score - mean) / n;
            squares += (score - before) * (score - mean);
            if (n >= 10 && squares > 0) {
                decided |= Math.abs(mean - threshold) > T[n] * Math.sqrt(squares / (n - 1) / n);
            }
        }
    }

    /** A beta variable as the share of one gamma variable in two (Johnk's method would be slow for large shapes). */
    private static double beta(SplittableRandom random, double a, double b) {
        double x = gamma(random, a);
        double y = gamma(random, b);
        return x / (x + y);
    }

    /** Marsaglia and Tsang, ACM Transactions on Mathematical Software 26, 2000. */
    private static double gamma(SplittableRandom random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double v = Math.pow(1 + c * z, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
