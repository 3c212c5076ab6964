package dev.marksheet.metric;

import dev.marksheet.judge.Reply.Verdict;
import dev.marksheet.judge.Reply.Verdicts;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * What each context supports.
 *
 * @param ofReference per context, verdicts on the ground truth's statements
 * @param ofAnswer per context, verdicts on the answer's statements
 */
record NoiseVerdicts(List<Verdicts> ofReference, List<Verdicts> ofAnswer) {

    /** Whether every context was asked about the same statements; RAGAS gives no number when not. */
    boolean areComplete(int answerStatements) {
        int referenceStatements = ofReference.get(0).verdicts().size();
        return referenceStatements > 0
                && ofReference.stream().allMatch(v -> v.verdicts().size() == referenceStatements)
                && ofAnswer.stream().allMatch(v -> v.verdicts().size() == answerStatements);
    }

    /** Of each statement of the answer, whether it comes from relevant contexts, or from irrelevant ones alone. */
    List<Boolean> from(boolean relevant, int statements) {
        List<Boolean> from = new ArrayList<>();
        for (int i = 0; i < statements; i++) {
            boolean byRelevant = supported(i, true);
            from.add(relevant ? byRelevant : !byRelevant && supported(i, false));
        }
        return from;
    }

    private boolean supported(int statement, boolean byRelevant) {
        for (int c = 0; c < ofAnswer.size(); c++) {
            boolean relevant = ofReference.get(c).verdicts().stream().anyMatch(Verdict::verdict);
            if (relevant == byRelevant
                    && ofAnswer.get(c).verdicts().get(statement).verdict()) {
                return true;
            }
        }
        return false;
    }

    /** The answer's statements, whether the ground truth supports each, and whether a context of the kind, a key, led to it. */
    static List<Finding> findings(Verdicts correct, List<Boolean> blamed, String kind, Wording words) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < blamed.size(); i++) {
            Verdict verdict = correct.verdicts().get(i);
            String reason = words.text(kind + (blamed.get(i) ? ".from" : ".not_from"), verdict.reason());
            String label = verdict.label() == null ? null : verdict.label().wireName();
            findings.add(
                    new Finding(verdict.statement(), verdict.verdict() ? 1 : 0, null, reason, null, List.of(), label));
        }
        return findings;
    }
}
