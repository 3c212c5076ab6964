package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RescoreOrder.Changes;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreRequestTests {

    private static final Map<String, Map<String, Object>> PARAMS = Map.of("a", Map.of("n", 1), "b", Map.of("n", 2));
    private static final ScoreRequest REQUEST = new ScoreRequest(
                    new SessionId("s"),
                    Jobs.sample("Why?", "So.", "It is so."),
                    List.of("a", "b"),
                    PARAMS,
                    "judge",
                    "embedder",
                    Language.ZH)
            .tagged("row-1", Map.of("part", "x"));
    private static final JobId JOB = new JobId("00000000000a");
    private static final Changes NO_CHANGES = new Changes(null, null, List.of(), Map.of());

    @Test
    void goesWithTheLanguageOfItsTexts() {
        assertThat(Jobs.request("s", Jobs.sample("水壶是什么做的？", null)).language()).isEqualTo(Language.ZH);
        assertThat(Jobs.request("s", Jobs.sample("Why?", "水壶是铁造的，不是铜造的。")).language())
                .isEqualTo(Language.ZH);
        assertThat(Sample.of("Why?", null, List.of(), "水壶是铁造的，不是铜造的。").language())
                .isEqualTo(Language.ZH);
        assertThat(Sample.of("Why?", null, List.of("水壶是铁造的，不是铜造的。"), null).language())
                .as("passages say nothing of the call's language")
                .isEqualTo(Language.EN);
    }

    @Test
    void asksTheSameQuestionHoweverItIsSpaced() {
        String key = key("Wo ist das Büro?");

        assertThat(key).matches("[0-9a-f]{12}");
        assertThat(key("  Wo\n ist\t das Bu\u0308ro? ")).isEqualTo(key);
        assertThat(key("Wo ist dasBüro?")).isNotEqualTo(key);
    }

    private static String key(String question) {
        return Jobs.sample(question, null).questionKey();
    }

    @Test
    void asksForSomeOfItsMetricsWithTheirParametersAlone() {
        ScoreRequest some = REQUEST.only(List.of("b"));

        assertThat(some.metrics()).containsExactly("b");
        assertThat(some.metricParams()).containsOnlyKeys("b");
        assertThat(some.item()).isEqualTo("row-1");
    }

    @Test
    void isOfADatasetAndKeepsItsMetadata() {
        ScoreRequest call = REQUEST.ofDataset("tea@3", "7");

        assertThat(call.tags().dataset()).isEqualTo("tea@3");
        assertThat(call.item()).isEqualTo("7");
        assertThat(call.metadata()).containsExactly(Map.entry("part", "x"));
        assertThat(call.tagged("8", Map.of()).tags().dataset()).isEqualTo("tea@3");
    }

    @Test
    void showsTheFirstEightyCharactersOfItsTexts() {
        String cat = "\ud83d\ude3a";
        RequestSummary summary = Jobs.request("s", Jobs.sample(cat.repeat(81), "a".repeat(80), "It is so."))
                .summary();

        assertThat(summary.question()).isEqualTo(cat.repeat(80));
        assertThat(summary.answer()).isEqualTo("a".repeat(80));
        assertThat(summary.hasContexts()).isTrue();
        assertThat(summary.hasGroundTruth()).isFalse();
        RequestSummary bare = new ScoreRequest(
                        REQUEST.session(), Sample.of("q", null, List.of(), "t"), List.of(), Map.of(), "j", "e")
                .summary();
        assertThat(bare.answer()).isNull();
        assertThat(bare.hasContexts()).isFalse();
        assertThat(bare.hasGroundTruth()).isTrue();
    }

    @Test
    void isSummedUpWithWhatItsClientKnowsItBy() {
        RequestSummary summary = REQUEST.summary();

        assertThat(summary.item()).isEqualTo("row-1");
        assertThat(summary.metadata()).containsExactly(Map.entry("part", "x"));
        assertThat(summary.submittedBy("a key").tags().submittedBy()).isEqualTo("a key");
        assertThat(summary.submittedBy("a key").item()).isEqualTo("row-1");
    }

    @Test
    void isRescoredAsItWasWhereNothingIsChanged() {
        ScoreRequest anew = order(NO_CHANGES).anew(JOB, REQUEST);

        assertThat(anew.session()).isEqualTo(new SessionId("into"));
        assertThat(anew.tags().rescoredFrom()).isEqualTo(JOB);
        assertThat(anew.item()).isEqualTo("row-1");
        assertThat(anew)
                .usingRecursiveComparison()
                .ignoringFields("session", "tags")
                .isEqualTo(REQUEST);
        assertThat(order(NO_CHANGES).run()).isEqualTo(new RunId("session-into"));
    }

    @Test
    void isRescoredByAnotherJudgeOnOtherMetrics() {
        Changes changes = new Changes("judge-2", "embedder-2", List.of("b", "c"), Map.of("b", Map.of("n", 3)));

        ScoreRequest anew = order(changes).anew(JOB, REQUEST);

        assertThat(anew.judgeModel()).isEqualTo("judge-2");
        assertThat(anew.embeddingModel()).isEqualTo("embedder-2");
        assertThat(anew.metrics()).containsExactly("b", "c");
        assertThat(anew.metricParams()).isEqualTo(Map.of("b", Map.of("n", 3)));
    }

    @Test
    void keepsItsOwnParametersBesideOnesThatAreChanged() {
        Changes changes = new Changes(null, null, List.of(), Map.of("b", Map.of("n", 3)));

        assertThat(order(changes).anew(JOB, REQUEST).metricParams())
                .isEqualTo(Map.of("a", Map.of("n", 1), "b", Map.of("n", 3)));
    }

    private static RescoreOrder order(Changes changes) {
        return new RescoreOrder(new SessionId("into"), new RunId("session-s"), changes, RescoreOrder.Selection.ALL);
    }
}
