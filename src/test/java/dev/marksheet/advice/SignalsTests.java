package dev.marksheet.advice;

import static dev.marksheet.advice.Reports.call;
import static dev.marksheet.advice.Reports.rag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignalsTests {

    @Test
    void findsNothingWrongWithAGoodCall() {
        assertThat(hits(rag(0.9, 0.9, 0.9, 0.9, 0.9))).isEmpty();
    }

    @Test
    void tellsTheFaultsApart() {
        assertThat(hits(rag(0.9, 0.9, 0.9, 0.4, 0.6))).containsExactly("retrieval_miss");
        assertThat(hits(rag(0.9, 0.9, 0.2, 0.9, 0.9))).containsExactly("ranking_noise");
        assertThat(hits(rag(0.2, 0.9, 0.9, 0.9, 0.6))).containsExactly("hallucination_despite_context");
        assertThat(hits(rag(0.2, 0.9, 0.9, 0.2, 0.6)))
                .containsExactly("retrieval_miss", "hallucination_without_context");
        assertThat(hits(rag(0.9, 0.3, 0.9, 0.9, 0.3))).containsExactly("off_topic", "wrong_but_grounded");
        assertThat(hits(rag(0.9, 0.9, 0.9, 0.9, 0.3))).containsExactly("wrong_but_grounded");
        assertThat(hits(rag(0.9, 0.9, 0.9, 0.3, 0.9))).containsExactly("right_without_context");
    }

    @Test
    void tellsContradictedStatementsFromThoseThatAreNotMentioned() {
        assertThat(Signals.of(labelled("supported", "contradicted")))
                .containsEntry("contradicted", true)
                .containsEntry("not_mentioned", false);
        assertThat(Signals.of(labelled("supported", null)))
                .containsEntry("contradicted", false)
                .containsEntry("not_mentioned", false);
        assertThat(Signals.of(labelled(null, null))).doesNotContainKeys("contradicted", "not_mentioned");
    }

    private static CallResult labelled(@Nullable String one, @Nullable String other) {
        return Reports.labelled(0.4, one, other);
    }

    @Test
    void blamesARefusalOnlyWhereTheFactsWereThere() {
        assertThat(hits(rag(0.9, 0.0, 0.9, 0.9, 0.1))).containsExactly("evasive");
        assertThat(hits(rag(0.9, 0.0, 0.9, 0.1, 0.1))).containsExactly("retrieval_miss");
    }

    @Test
    void countsAScoreOnTheThresholdAsNotPoor() {
        assertThat(hits(rag(0.5, 0.5, 0.49999999995, 0.5, 0.5))).isEmpty();
        assertThat(hits(rag(0.49, 0.5, 0.5, 0.5, 0.5))).containsExactly("hallucination_despite_context");
    }

    @Test
    void asksOnlyForSignsWhoseMetricsWereScored() {
        assertThat(Signals.of(call("faithfulness", 0.1)))
                .containsOnlyKeys("hallucination_despite_context", "judge_failed", "injection", "missing_inputs")
                .containsEntry("hallucination_despite_context", true);
    }

    @Test
    void tellsAFailedJudgeFromMissingInputsAndFromNothingToJudge() {
        assertThat(hits(call("faithfulness", new Score.Failed("timeout")))).containsExactly("judge_failed");
        assertThat(hits(call("faithfulness", Score.Skipped.lacking(List.of("contexts"), "缺少 contexts"))))
                .containsExactly("missing_inputs");
        assertThat(hits(call("faithfulness", new Score.Skipped("the answer makes no statement"))))
                .isEmpty();
    }

    @Test
    void blamesNeitherRetrieverNorPromptForARightAnswer() {
        assertThat(hits(rag(0.2, 0.1, 0.9, 0.9, 0.9))).isEmpty();
        assertThat(hits(rag(0.2, 0.0, 0.9, 0.2, 0.8))).containsExactly("right_without_context");
        assertThat(hits(call("answer_relevancy", 0.1, "answer_similarity", 1.0)))
                .isEmpty();
        assertThat(hits(call("answer_relevancy", 0.1, "answer_similarity", 0.7)))
                .containsExactly("off_topic");
    }

    @Test
    void concludesNothingFromAScoreOfLowConfidence() {
        Score unsure = new Score.Scored(0.1, Evidence.NONE.unsure("the answer is a bare phrase"));
        assertThat(Signals.of(call("answer_relevancy", unsure))).doesNotContainKey("off_topic");
    }

    private static List<String> hits(CallResult result) {
        return Signals.of(result).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }
}
