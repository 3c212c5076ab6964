package dev.marksheet.judge.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.JudgeTask.RatingKind;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What is shown for each kind of task, and what is made of the judge's reply. */
class TemplateReplyTests {

    private static final List<String> PASSAGES = List.of("Rome is old.", "Rome is in Italy.");

    private static <R> R read(JudgeTask<R> task, String reply) {
        return PromptTemplates.of(task).reader().apply(JsonMapper.shared().readTree(reply.replace('\'', '"')));
    }

    private static String complaint(JudgeTask<?> task, String reply) {
        return catchThrowableOfType(UnusableReply.class, () -> read(task, reply))
                .reason(Wording.of(JudgeException.FAULTS, Language.EN));
    }

    private static List<String> shown(JudgeTask<?> task) {
        return PromptTemplates.of(task).sections().stream()
                .map(section -> section.name() + "=" + section.body())
                .toList();
    }

    @Test
    void supportIsToldOfEachStatementWithItsQuote() {
        JudgeTask.Support task = new JudgeTask.Support("q?", List.of("a", "b"), PASSAGES);

        Reply.Verdicts verdicts = read(task, """
                {'verdicts': [
                  {'number': 2, 'reason': 'no', 'quote': 'Roma', 'passage': 1, 'verdict': 'contradicted'},
                  {'number': 1, 'reason': 'yes', 'quote': 'in Italy', 'passage': 2, 'verdict': 'supported'}]}
                """);

        assertThat(verdicts.verdicts()).extracting(Reply.Verdict::statement).containsExactly("a", "b");
        assertThat(verdicts.verdicts()).extracting(Reply.Verdict::verdict).containsExactly(true, false);
        assertThat(verdicts.verdicts()).extracting(Reply.Verdict::reason).containsExactly("yes", "no");
        assertThat(verdicts.verdicts())
                .extracting(Reply.Verdict::label)
                .containsExactly(VerdictLabel.SUPPORTED, VerdictLabel.CONTRADICTED);
        assertThat(verdicts.verdicts())
                .extracting(Reply.Verdict::quote)
                .containsExactly(Quote.at(1, PASSAGES.get(1), 8, 16), Quote.madeUp(0, "Roma"));
        assertThat(shown(task))
                .containsExactly(
                        "question=q?",
                        "passage 1=Rome is old.",
                        "passage 2=Rome is in Italy.",
                        "statements=[\n{\"number\":1,\"statement\":\"a\"},\n{\"number\":2,\"statement\":\"b\"}\n]");
    }

    @Test
    void onePassTakesTheStatementsFromTheReply() {
        JudgeTask.OnePassSupport task = new JudgeTask.OnePassSupport("q?", "Rome is old.", PASSAGES);

        Reply.Verdicts verdicts =
                read(task, "{'statements': [{'statement': 'It is old.', 'verdict': 'not_mentioned'}]}");

        assertThat(verdicts.verdicts().get(0).statement()).isEqualTo("It is old.");
        assertThat(verdicts.verdicts().get(0).label()).isEqualTo(VerdictLabel.NOT_MENTIONED);
        assertThat(verdicts.verdicts().get(0).quote()).isNull();
        assertThat(complaint(task, "{'statements': [{'statement': ' ', 'verdict': 1}]}"))
                .contains("no text");
        assertThat(shown(task)).startsWith("question=q?").endsWith("answer=Rome is old.");
    }

    @Test
    void aBlankPassageIsNotShownAndUseless() {
        JudgeTask.UsefulnessOfAll task = new JudgeTask.UsefulnessOfAll("q?", List.of("a", " ", "b"), "ref");

        Reply.Verdicts verdicts = read(
                task,
                "{'verdicts': [{'number': 1, 'verdict': 1, 'reason': 'r'}, {'number': 2, 'verdict': 0, 'quote': 'b'}]}");

        assertThat(verdicts.verdicts()).extracting(Reply.Verdict::statement).containsExactly("a", " ", "b");
        assertThat(verdicts.verdicts()).extracting(Reply.Verdict::verdict).containsExactly(true, false, false);
        assertThat(verdicts.verdicts()).extracting(Reply.Verdict::reason).containsExactly("r", "", "");
        assertThat(shown(task)).containsExactly("question=q?", "answer=ref", "passage 1=a", "passage 2=b");
        assertThat(PromptTemplates.of(task).settings()).containsEntry("passages", "2");
    }

    @Test
    void usefulnessIsThatOfTheOnePassage() {
        JudgeTask.Usefulness task = new JudgeTask.Usefulness("q?", "Rome is old.", "ref");

        Reply.Verdict verdict = read(task, "{'reason': 'r', 'quote': 'old', 'verdict': 1}");

        assertThat(verdict.statement()).isEqualTo("Rome is old.");
        assertThat(Objects.requireNonNull(verdict.quote()).start()).isEqualTo(8);
        assertThat(shown(task)).containsExactly("question=q?", "answer=ref", "passage 1=Rome is old.");
    }

    @Test
    void attributionCoversTheReference() {
        JudgeTask.Attribution task =
                new JudgeTask.Attribution("q?", "Rome is old. It lies in Italy by the river Tiber.", PASSAGES);
        String whole = "{'sentences': [{'sentence': 'Rome is old.', 'verdict': 1},"
                + " {'sentence': 'It lies in Italy by the river Tiber.', 'verdict': 0}]}";

        assertThat(read(task, whole).verdicts())
                .extracting(Reply.Verdict::verdict)
                .containsExactly(true, false);
        assertThat(complaint(task, "{'sentences': [{'sentence': 'Rome is old.', 'verdict': 1}]}"))
                .contains("leave");
        assertThat(complaint(task, "{'sentences': []}")).contains("no sentences");
        assertThat(read(task, "{'sentences': [{'sentence': '罗马很古老。', 'verdict': 1}]}")
                        .verdicts())
                .as("of a translation nothing can be told")
                .hasSize(1);
        assertThat(shown(task)).contains("question=q?", "reference=" + task.reference());
    }

    @Test
    void classesComeOfBothLists() {
        JudgeTask.Classification task = new JudgeTask.Classification("q?", List.of("a", "b"), List.of("c", "d"));

        Reply.Classes classes = read(task, """
                {'verdicts': [{'number': 1, 'verdict': 1}, {'number': 2, 'verdict': 0},
                              {'number': 3, 'verdict': 1}, {'number': 4, 'verdict': 0}]}
                """);

        assertThat(classes.truePositives()).extracting(Reply.Verdict::statement).containsExactly("a");
        assertThat(classes.falsePositives())
                .extracting(Reply.Verdict::statement)
                .containsExactly("b");
        assertThat(classes.falseNegatives())
                .extracting(Reply.Verdict::statement)
                .containsExactly("d");
        assertThat(shown(task).get(1))
                .contains(
                        "{\"number\":2,\"side\":\"answer\",\"statement\":\"b\"}",
                        "{\"number\":3,\"side\":\"reference\",\"statement\":\"c\"}");
    }

    @Test
    void answersOfKeyQuestionsAreOnesAndNoughts() {
        JudgeTask.KeyAnswers task = new JudgeTask.KeyAnswers("sum", List.of("q1", "q2"));

        assertThat(read(task, "{'answers': [{'number': 2, 'verdict': 1}, {'number': 1, 'verdict': 0}]}")
                        .items())
                .containsExactly("0", "1");
    }

    @Test
    void probesAreAsManyAsWereAskedForAtMost() {
        JudgeTask.ProbeQuestions task = new JudgeTask.ProbeQuestions("answer", 2);

        Reply.Probes probes = read(task, "{'questions': ['a', 'b', 'c'], 'noncommittal': 1}");
        assertThat(probes.probes()).containsExactly(new Reply.Probe("a", true), new Reply.Probe("b", true));
        assertThat(read(task, "{'questions': ['a'], 'noncommittal': 0}").probes())
                .containsExactly(new Reply.Probe("a", false));
        assertThat(read(task, "{'questions': ['a']}").probes()).containsExactly(new Reply.Probe("a", false));
        assertThat(complaint(task, "{'questions': []}")).contains("no questions");
        assertThat(PromptTemplates.of(task).settings()).containsEntry("count", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCURACY, 1, rating-accuracy-1, reference=r, answer=t",
        "ACCURACY, 2, rating-accuracy-2, text A=r, text B=t",
        "RELEVANCE, 1, rating-relevance-1, reference=r, contexts=t",
        "RELEVANCE, 2, rating-relevance-2, reference=r, contexts=t",
        "GROUNDEDNESS, 2, rating-groundedness-2, contexts=r, answer=t"
    })
    void aRatingShowsItsTextsByTheirRoles(RatingKind kind, int judge, String prompt, String second, String third) {
        JudgeTask.Rating task = new JudgeTask.Rating(kind, judge, 1, "q", "t", "r");

        assertThat(PromptTemplates.of(task).prompt()).isEqualTo(prompt);
        assertThat(PromptTemplates.of(task).settings()).isEmpty();
        assertThat(shown(task)).containsExactlyInAnyOrder("question=q", second, third);
        assertThat(PromptTemplates.of(new JudgeTask.Rating(kind, judge, 2, "q", "t", "r"))
                        .settings())
                .containsEntry("attempt", "2");
        assertThat(read(task, "{'reason': 'r', 'rating': 3}").score()).isEqualTo(3);
    }

    private static JudgeTask.Criterion criterion(
            @Nullable Integer min, @Nullable Integer max, Map<Integer, String> levels, int vote) {
        return new JudgeTask.Criterion("polite?", levels, min, max, Map.of("response", "x"), null, vote);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {"1|5|1 to 5", "1|null|1 to …", "null|5|… to 5", "null|null|any whole number"})
    void aCriterionNamesItsScale(Integer min, Integer max, String scale) {
        assertThat(PromptTemplates.of(criterion(min, max, Map.of(), 1)).settings())
                .containsExactly(Map.entry("scores", scale));
    }

    @Test
    void aCriterionsScoreLiesOnItsScale() {
        JudgeTask.Criterion five = criterion(1, 5, Map.of(), 1);

        assertThat(read(five, "{'score': 1, 'reason': 'r'}").score()).isEqualTo(1);
        assertThat(read(five, "{'score': '5'}").score()).isEqualTo(5);
        assertThat(complaint(five, "{'score': 0}")).contains("0", "1 to 5");
        assertThat(complaint(five, "{'score': 6}")).contains("6");
        assertThat(read(criterion(null, 5, Map.of(), 1), "{'score': -9}").score())
                .isEqualTo(-9);
        assertThat(read(criterion(1, null, Map.of(), 1), "{'score': 99}").score())
                .isEqualTo(99);
    }

    @Test
    void aRubricWithGapsTakesItsLevelsAlone() {
        JudgeTask.Criterion gaps = criterion(1, 5, Map.of(1, "bad", 5, "good", 3, "fair"), 1);
        JudgeTask.Criterion none = criterion(1, 3, Map.of(1, "bad", 2, "fair", 3, "good"), 1);

        assertThat(PromptTemplates.of(gaps).settings()).containsEntry("scores", "1, 3, 5");
        assertThat(read(gaps, "{'score': 3}").score()).isEqualTo(3);
        assertThat(complaint(gaps, "{'score': 2}")).contains("1, 3, 5");
        assertThat(PromptTemplates.of(none).settings()).containsEntry("scores", "1 to 3");
    }

    @Test
    void aYesNoCriterionIsReadAsAVerdict() {
        JudgeTask.Criterion yesNo = criterion(0, 1, Map.of(), 1);

        assertThat(read(yesNo, "{'score': 'yes'}").score()).isEqualTo(1);
        assertThat(read(yesNo, "{'score': 'no'}").score()).isZero();
        assertThatThrownBy(() -> read(criterion(0, 2, Map.of(), 1), "{'score': 'yes'}"))
                .isInstanceOf(UnusableReply.class);
        assertThatThrownBy(() -> read(criterion(1, 1, Map.of(), 1), "{'score': 'yes'}"))
                .isInstanceOf(UnusableReply.class);
    }

    @Test
    void onlyRepeatedVotesVary() {
        assertThat(PromptTemplates.of(criterion(0, 1, Map.of(), 1)).temperature())
                .isZero();
        assertThat(PromptTemplates.of(criterion(0, 1, Map.of(), 2)).temperature())
                .isEqualTo(0.7);
    }

    @Test
    void adviceShowsTheWorstCallsWhereThereAreAny() {
        JudgeTask.Advice none = new JudgeTask.Advice("figures", List.of(), "en");
        JudgeTask.Advice some = new JudgeTask.Advice(
                "figures",
                List.of(new JudgeTask.Advice.WorstCall("c1", "q", "a", Map.of("m", "0.1"), List.of("w"))),
                "zh");

        assertThat(shown(none)).containsExactly("figures=figures");
        assertThat(shown(some).get(1))
                .isEqualTo("worst calls=[\n{\"call\":\"c1\",\"question\":\"q\",\"answer\":\"a\","
                        + "\"scores\":{\"m\":\"0.1\"},\"why\":[\"w\"]}\n]");
        assertThat(PromptTemplates.of(some).texts()).containsExactly("figures", "q", "a", "w");
        assertThat(PromptTemplates.of(some).settings()).containsEntry("language", "zh");
        assertThat(read(some, "{'markdown': ' ## Do '}").markdown()).isEqualTo("## Do");
    }

    @Test
    void textsAreListed() {
        assertThat(read(new JudgeTask.Claims("t", "low", "high"), "{'claims': ['a']}")
                        .items())
                .containsExactly("a");
        assertThat(PromptTemplates.of(new JudgeTask.Claims("t", "low", "high")).settings())
                .containsEntry("atomicity", "low")
                .containsEntry("coverage", "high");
        assertThat(shown(new JudgeTask.KeyQuestions("t", List.of("k"))))
                .containsExactly("text=t", "keyphrases=[\n{\"number\":1,\"keyphrase\":\"k\"}\n]");
    }
}
