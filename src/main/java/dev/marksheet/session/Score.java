package dev.marksheet.session;

import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.statistics.MetricStat;
import java.util.List;

/**
 * What became of one metric on one call. The absence of a score is never 0 and never NaN: it is {@link Skipped} or
 * {@link Failed}, with the reason.
 */
public sealed interface Score {

    /** Why the metric has its score, or what was found before it ended without one. */
    Evidence evidence();

    /** {@code scored}, {@code skipped} or {@code failed}: the same in JSON, SQL and pages. */
    String outcome();

    /** The metric's figures with this outcome counted. */
    MetricStat countedIn(MetricStat figures);

    /** The same outcome with other evidence. */
    Score with(Evidence evidence);

    /** A score; always a finite number. */
    record Scored(double value, Evidence evidence) implements Score {

        /** @throws IllegalArgumentException if the value is NaN or infinite */
        public Scored {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a score must be a finite number");
            }
        }

        @Override
        public String outcome() {
            return "scored";
        }

        @Override
        public MetricStat countedIn(MetricStat figures) {
            return figures.plus(value);
        }

        @Override
        public Score with(Evidence other) {
            return new Scored(value, other);
        }
    }

    /**
     * The metric does not apply: an input is missing, or there is nothing to judge.
     *
     * @param missing names of the inputs that the call lacks; empty when there is nothing to judge
     */
    record Skipped(String reason, List<String> missing, Evidence evidence) implements Score {

        public Skipped {
            missing = List.copyOf(missing);
        }

        public Skipped(String reason, Evidence evidence) {
            this(reason, List.of(), evidence);
        }

        public Skipped(String reason) {
            this(reason, Evidence.NONE);
        }

        /** A metric that inputs are missing for; {@code reason} says it in the call's language. */
        public static Skipped lacking(List<String> missing, String reason) {
            return new Skipped(reason, missing, Evidence.NONE);
        }

        @Override
        public String outcome() {
            return "skipped";
        }

        @Override
        public MetricStat countedIn(MetricStat figures) {
            return figures.plusSkipped();
        }

        @Override
        public Score with(Evidence other) {
            return new Skipped(reason, missing, other);
        }
    }

    /** The judge gave nothing usable. */
    record Failed(String reason, Evidence evidence) implements Score {

        public Failed(String reason) {
            this(reason, Evidence.NONE);
        }

        @Override
        public String outcome() {
            return "failed";
        }

        @Override
        public MetricStat countedIn(MetricStat figures) {
            return figures.plusFailed();
        }

        @Override
        public Score with(Evidence other) {
            return new Failed(reason, other);
        }
    }
}
