package dev.marksheet.judge;

import dev.marksheet.session.Finding;
import dev.marksheet.session.Quote;
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
     */
    public record Verdict(
            String statement,
            boolean verdict,
            String reason,
            @Nullable Quote quote,
            @Nullable Double risk) {

        /** This verdict as a line of evidence. */
        public Finding finding() {
            return new Finding(statement, verdict ? 1 : 0, risk, reason, quote);
        }
    }

    /**
     * Verdicts in order.
     *
     * @param calibrated the judge's own calibrated score for the whole, 0..1, where that ranks better than the share of
     *     yes verdicts; null where the judge has none
     */
    public record Verdicts(List<Verdict> verdicts, @Nullable Double calibrated) {
        public Verdicts {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** A question that the answer would answer, and whether the answer evades it. */
    public record Probe(String question, boolean noncommittal) {}

    /**
     * Probe questions.
     *
     * @param scale how to read a cosine between question and probe; null for the plain cosine
     */
    public record Probes(List<Probe> probes, @Nullable Scale scale) {
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
     * @param calibrated the judge's own factual score, 0..1, where that ranks better than the F1 of the counts; or null
     */
    public record Classes(
            List<Verdict> truePositives,
            List<Verdict> falsePositives,
            List<Verdict> falseNegatives,
            @Nullable Double calibrated) {
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
