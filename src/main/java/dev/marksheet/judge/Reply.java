package dev.marksheet.judge;

import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.evidence.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replies to judge tasks. All are immutable values. */
public final class Reply {

    private Reply() {}

    /** Texts in order: statements, claims, entities, key phrases, questions or answers. */
    public record StatementList(List<String> items) {
        public StatementList {
            items = List.copyOf(items);
        }
    }

    /**
     * A yes or no.
     *
     * @param statement what was judged
     * @param verdict whether it is supported, attributable or useful
     * @param reason why
     * @param quote the words of a passage the verdict rests on, checked to stand there; null where none was quoted
     * @param risk the judge's own probability, 0..1, that the verdict should be no; null where it has none
     * @param troubles the kinds of trouble that the judge saw, by name; empty where it names none
     * @param label what the passages say of the statement; null where it was not told, or no such question was asked
     */
    public record Verdict(
            String statement,
            boolean verdict,
            String reason,
            @Nullable Quote quote,
            @Nullable Double risk,
            List<String> troubles,
            @Nullable VerdictLabel label) {

        /** The trouble of a verdict that the judge has no good means for. */
        public static final String LOW_CONFIDENCE = "low_confidence";

        public Verdict {
            troubles = troubles == null ? List.of() : List.copyOf(troubles);
        }

        /** A verdict that names no troubles. */
        public Verdict(String statement, boolean verdict, String reason, @Nullable Quote quote, @Nullable Double risk) {
            this(statement, verdict, reason, quote, risk, List.of());
        }

        /** A verdict that no label comes with. */
        public Verdict(
                String statement,
                boolean verdict,
                String reason,
                @Nullable Quote quote,
                @Nullable Double risk,
                List<String> troubles) {
            this(statement, verdict, reason, quote, risk, troubles, null);
        }

        /** The same with a label. */
        public Verdict labelled(@Nullable VerdictLabel newLabel) {
            return new Verdict(statement, verdict, reason, quote, risk, troubles, newLabel);
        }

        /** Whether the judge has no good means for it. */
        public boolean isUnsure() {
            return troubles.contains(LOW_CONFIDENCE);
        }

        /** This verdict as a line of evidence. */
        public Finding finding() {
            String word = label == null ? null : label.wireName();
            return new Finding(statement, verdict ? 1 : 0, risk, reason, quote, troubles, word);
        }

        /** The same without a verdict, as a line of evidence. */
        public Finding undecided() {
            return new Finding(statement, null, risk, reason, quote, troubles);
        }
    }

    /**
     * Verdicts in order.
     *
     * @param calibrated the judge's own calibrated score for the whole, 0..1, where that ranks better than the share of
     *     yes verdicts; null where the judge has none
     * @param parts what the calibrated score was computed from, heaviest first; empty where it is the mean of all
     */
    public record Verdicts(List<Verdict> verdicts, @Nullable Double calibrated, List<Part> parts) {
        public Verdicts {
            verdicts = List.copyOf(verdicts);
            parts = parts == null ? List.of() : List.copyOf(parts);
        }

        /** Verdicts whose calibrated score, if any, is a mean. */
        public Verdicts(List<Verdict> verdicts, @Nullable Double calibrated) {
            this(verdicts, calibrated, List.of());
        }
    }

    /** A term of a calibrated score, which is the sum of weight times value. */
    public record Part(double weight, double value) {}

    /** A question that the answer would answer, and whether the answer evades it. */
    public record Probe(String question, boolean noncommittal) {}

    /** What is held against the question that was asked. */
    public enum ProbeKind {
        /** Questions that the answer would answer. */
        QUESTION,
        /** The answer itself. */
        ANSWER,
        /** The answer itself, where it is a bare phrase: how like the question it is says little. */
        PHRASE
    }

    /** Probes, all of one kind. */
    public record Probes(List<Probe> probes, ProbeKind kind) {
        public Probes {
            probes = List.copyOf(probes);
        }
    }

    /** A linear map of cosines to 0..1: {@code floor} and less become 0, {@code ceiling} and more become 1. */
    public record Scale(double floor, double ceiling) {
        public double apply(double cosine) {
            return Math.max(0, Math.min(1, (cosine - floor) / (ceiling - floor)));
        }
    }

    /**
     * Statements sorted against a reference.
     *
     * @param calibrated the judge's own factual score, 0..1, where that ranks better than the F1 of the counts: the
     *     harmonic mean of two shares; or null
     * @param ofAnswer the share of the answer that the reference covers; 0 without a calibrated score
     * @param ofReference the share of the reference that the answer covers; 0 without a calibrated score
     */
    public record Classes(
            List<Verdict> truePositives,
            List<Verdict> falsePositives,
            List<Verdict> falseNegatives,
            @Nullable Double calibrated,
            double ofAnswer,
            double ofReference) {

        /** Classes that the counts say all of, or whose score comes without its shares. */
        public Classes(
                List<Verdict> truePositives,
                List<Verdict> falsePositives,
                List<Verdict> falseNegatives,
                @Nullable Double calibrated) {
            this(truePositives, falsePositives, falseNegatives, calibrated, 0, 0);
        }

        public Classes {
            truePositives = List.copyOf(truePositives);
            falsePositives = List.copyOf(falsePositives);
            falseNegatives = List.copyOf(falseNegatives);
        }
    }

    /** A rating or a criterion's score, with the reason where one was given. */
    public record Number(int score, String reason) {}

    /** Text for people, Markdown. */
    public record Prose(String markdown) {}
}
