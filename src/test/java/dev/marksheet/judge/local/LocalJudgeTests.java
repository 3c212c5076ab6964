package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalJudgeTests {

    private static final String PASSAGE =
            "On 3 May 1921 Orrin Bay opened its first market. The Harbour Board paid $40,000 for \"Finch Hall\".";

    private final Judge judge = new LocalJudge(texts -> new Judged<>(
            texts.stream().map(text -> new double[] {1, text.length()}).toList(), Usage.NONE));

    static Stream<JudgeTask<?>> tasks(String text) {
        List<String> texts = List.of(text);
        return Stream.of(
                new JudgeTask.Statements(text, text),
                new JudgeTask.Claims(text, "high", "low"),
                new JudgeTask.Support(text, texts, texts),
                new JudgeTask.Usefulness(text, text, text),
                new JudgeTask.Usefulness(text, text, ""),
                new JudgeTask.Attribution(text, text, texts),
                new JudgeTask.ProbeQuestions(text, 3),
                new JudgeTask.Classification(text, texts, texts),
                new JudgeTask.Entities(text),
                new JudgeTask.Rating(JudgeTask.RatingKind.ACCURACY, 1, 1, text, text, text),
                new JudgeTask.Rating(JudgeTask.RatingKind.RELEVANCE, 2, 1, text, text, text),
                new JudgeTask.Rating(JudgeTask.RatingKind.GROUNDEDNESS, 1, 2, "", text, text),
                new JudgeTask.Keyphrases(text),
                new JudgeTask.KeyQuestions(text, texts),
                new JudgeTask.KeyAnswers(text, texts));
    }

    static Stream<JudgeTask<?>> tasksItCannotAnswer() {
        return Stream.of(
                new JudgeTask.Criterion("polite?", Map.of(), 0, 1, Map.of("user_input", "hi"), null, 1),
                new JudgeTask.Advice("faithfulness 0.4", List.of(), "en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PASSAGE, "云岭茶厂创建于1953年。", "", " \n ", "🎉", "42", "No.", "是", "!!!", "\ud800", "𠀀𠀀"})
    void answersEveryTaskOnOddInputTheSameWayTwice(String text) {
        tasks(text)
                .forEach(task -> assertThat(judge.ask(task))
                        .isEqualTo(judge.ask(task))
                        .extracting(Judged::usage)
                        .isEqualTo(Usage.NONE));
    }

    @Test
    void answersEveryTaskOnHugeTextWithoutSpaces() {
        tasks("x".repeat(100_000))
                .forEach(task -> assertThat(judge.ask(task).reply()).isNotNull());
        tasks("茶".repeat(100_000))
                .forEach(task -> assertThat(judge.ask(task).reply()).isNotNull());
    }

    @Test
    void givesTheSameRepliesToManyThreads() {
        List<Object> alone =
                tasks(PASSAGE).map(task -> (Object) judge.ask(task)).toList();

        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> tasks(PASSAGE)
                                .map(task -> (Object) judge.ask(task))
                                .toList()))
                .allMatch(alone::equals);
    }

    @ParameterizedTest
    @MethodSource("tasksItCannotAnswer")
    void saysWhatItCannotDoAndWhatToSet(JudgeTask<?> task) {
        assertThatThrownBy(() -> judge.ask(task))
                .isInstanceOfSatisfying(
                        JudgeException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("marksheet.judge.base-url")
                .hasMessageContaining("marksheet.judge.api-key");
    }

    @Test
    void findsPassageWithTheReferenceUseful() {
        assertThat(useful("When did the market open?", "Orrin Bay opened its first market in 1921."))
                .isTrue();
        assertThat(useful("When did the market open?", "The cathedral roof collapsed during a storm."))
                .isFalse();
    }

    @Test
    void saysThatItsConfidenceIsLowWithoutReference() {
        Reply.Verdict verdict = judge.ask(new JudgeTask.Usefulness("When did it open?", PASSAGE, ""))
                .reply();

        assertThat(verdict.reason()).startsWith("Low confidence");
    }

    @Test
    void attributesReferenceSentenceBySentence() {
        Reply.Verdicts reply = judge.ask(new JudgeTask.Attribution(
                        "?", "Orrin Bay opened its first market. Nine dragons danced merrily.", List.of(PASSAGE)))
                .reply();

        assertThat(reply.verdicts()).extracting(Reply.Verdict::verdict).containsExactly(true, false);
        assertThat(reply.calibrated()).isBetween(0.4, 0.6);
    }

    @Test
    void sortsStatementsAgainstReference() {
        Reply.Classes classes = judge.ask(new JudgeTask.Classification(
                        "Tell me of the market.",
                        List.of("The market opened in 1921.", "Zebras graze there."),
                        List.of("The market opened in 1921.", "Finch Hall cost a fortune.")))
                .reply();

        assertThat(classes.truePositives())
                .extracting(Reply.Verdict::statement)
                .containsExactly("The market opened in 1921.");
        assertThat(classes.falsePositives())
                .extracting(Reply.Verdict::statement)
                .containsExactly("Zebras graze there.");
        assertThat(classes.falseNegatives())
                .extracting(Reply.Verdict::statement)
                .containsExactly("Finch Hall cost a fortune.");
        assertThat(classes.calibrated()).isBetween(0.2, 0.8);
    }

    @Test
    void probesWithTheAnswerItself() {
        Reply.Probes english =
                judge.ask(new JudgeTask.ProbeQuestions("It opened in 1921.", 3)).reply();
        Reply.Probes chinese =
                judge.ask(new JudgeTask.ProbeQuestions("抱歉，我不知道。", 3)).reply();

        assertThat(english)
                .isEqualTo(new Reply.Probes(
                        List.of(new Reply.Probe("It opened in 1921.", false)), Reply.ProbeKind.PHRASE));
        assertThat(chinese)
                .isEqualTo(new Reply.Probes(List.of(new Reply.Probe("抱歉，我不知道。", true)), Reply.ProbeKind.ANSWER));
    }

    @Test
    void tellsAPhraseFromASentence() {
        assertThat(probe("1953")).isEqualTo(Reply.ProbeKind.PHRASE);
        assertThat(probe("青溪县")).isEqualTo(Reply.ProbeKind.PHRASE);
        assertThat(probe("云岭茶厂由林守成于1953年在青溪县创建。")).isEqualTo(Reply.ProbeKind.ANSWER);
        assertThat(probe(PASSAGE)).isEqualTo(Reply.ProbeKind.ANSWER);
    }

    @Test
    void givesReasonsInTheLanguageItIsAskedIn() {
        LocalJudge local = new LocalJudge(texts -> new Judged<>(
                texts.stream().map(text -> new double[] {1, text.length()}).toList(), Usage.NONE));
        String question = "云岭茶厂位于哪里？";
        List<String> passages = List.of("云岭茶厂创建于1953年，位于青溪县。");
        List<JudgeTask<?>> asked = List.of(
                new JudgeTask.Support(question, List.of("东湖市"), passages),
                new JudgeTask.Usefulness(question, passages.get(0), ""),
                new JudgeTask.Usefulness(question, passages.get(0), "青溪县"),
                new JudgeTask.Attribution(question, "它位于青溪县。", passages),
                new JudgeTask.Attribution(question, "是", passages),
                new JudgeTask.Classification(question, List.of("东湖市"), List.of("青溪县")),
                new JudgeTask.Rating(JudgeTask.RatingKind.ACCURACY, 1, 1, question, "东湖市", "青溪县"));

        assertThat(asked).allSatisfy(task -> {
            assertThat(reasons(local.speaking(Language.EN).ask(task).reply()))
                    .isNotEmpty()
                    .allMatch(reason -> reason.matches("[A-Z0-9].*[.)].*"));
            assertThat(reasons(local.speaking(Language.ZH).ask(task).reply()))
                    .isEqualTo(reasons(local.ask(task).reply()))
                    .allMatch(reason -> reason.matches(".*\\p{IsHan}.*"));
        });
    }

    @Test
    void looksForTheQuestionWhereTheReferenceIsABareYes() {
        Reply.Verdicts about = judge.ask(new JudgeTask.Attribution(
                        "Did Orrin Bay open its first market in 1921?", "Yes.", List.of(PASSAGE)))
                .reply();
        Reply.Verdicts besides = judge.ask(new JudgeTask.Attribution("云岭茶厂生产绿茶吗？", "是", List.of("青溪县气候温和，雨量充沛。")))
                .reply();

        assertThat(about.verdicts()).allMatch(verdict -> verdict.verdict() && verdict.isUnsure());
        assertThat(besides.calibrated()).isLessThan(0.5);
        assertThat(besides.verdicts()).allMatch(verdict -> !verdict.verdict() && verdict.isUnsure());
        assertThat(judge.ask(new JudgeTask.Usefulness("云岭茶厂生产绿茶吗？", "青溪县气候温和。", "是"))
                        .reply()
                        .isUnsure())
                .isTrue();
    }

    @Test
    void joinsTheRestOfAChineseClauseAsItStood() {
        assertThat(judge.ask(new JudgeTask.Claims("云岭茶厂创建于一九五三年，的。", "high", "high"))
                        .reply()
                        .items())
                .containsExactly("云岭茶厂创建于一九五三年，的。");
    }

    @Test
    void ratesAnAnswerByWhatItAddsToTheQuestion() {
        Reply.Classes classes = judge.ask(new JudgeTask.Classification(
                        "When does the museum open?", List.of("It opens at nine."), List.of("At nine on weekdays.")))
                .reply();

        assertThat(classes.truePositives()).hasSize(1);
        assertThat(classes.falsePositives()).isEmpty();
        assertThat(classes.calibrated()).isGreaterThan(0.6);
    }

    @Test
    void doesNotTakeHalfRefusalForRefusal() {
        String answer = "The passages do not mention the year. However, the Harbour Board paid $40,000 for the hall.";

        assertThat(judge.ask(new JudgeTask.ProbeQuestions(answer, 1))
                        .reply()
                        .probes()
                        .get(0)
                        .noncommittal())
                .isFalse();
    }

    @Test
    void findsNamesDatesAmountsAndTitles() {
        assertThat(judge.ask(new JudgeTask.Entities(PASSAGE)).reply().items())
                .contains("3 May 1921", "Orrin Bay", "Harbour Board", "$40,000", "\"Finch Hall\"");
        assertThat(judge.ask(new JudgeTask.Entities("《云岭》于1953年5月出版，售价30元。"))
                        .reply()
                        .items())
                .containsExactly("《云岭》", "1953年5月", "30元");
    }

    @Test
    void asksForKeyPhrasesAndAnswersFromTheSummary() {
        List<String> questions = judge.ask(new JudgeTask.KeyQuestions(PASSAGE, List.of("Orrin Bay", "Harbour Board")))
                .reply()
                .items();

        assertThat(judge.ask(new JudgeTask.KeyAnswers("A market opened in Orrin Bay.", questions))
                        .reply()
                        .items())
                .containsExactly("1", "0");
    }

    @Test
    void ratesOnTheScaleOfItsKind() {
        assertThat(rate(JudgeTask.RatingKind.ACCURACY, PASSAGE, PASSAGE)).isEqualTo(4);
        assertThat(rate(JudgeTask.RatingKind.ACCURACY, "Zebras graze quietly.", PASSAGE))
                .isZero();
        assertThat(rate(JudgeTask.RatingKind.GROUNDEDNESS, PASSAGE, PASSAGE)).isEqualTo(2);
        assertThat(rate(JudgeTask.RatingKind.RELEVANCE, PASSAGE, "")).isEqualTo(2);
    }

    private Reply.ProbeKind probe(String answer) {
        return judge.ask(new JudgeTask.ProbeQuestions(answer, 1)).reply().kind();
    }

    private static List<String> reasons(Object reply) {
        if (reply instanceof Reply.Verdict verdict) {
            return List.of(verdict.reason());
        }
        if (reply instanceof Reply.Number number) {
            return List.of(number.reason());
        }
        if (reply instanceof Reply.Classes classes) {
            return Stream.concat(classes.falsePositives().stream(), classes.falseNegatives().stream())
                    .map(Reply.Verdict::reason)
                    .toList();
        }
        return ((Reply.Verdicts) reply)
                .verdicts().stream().map(Reply.Verdict::reason).toList();
    }

    private int rate(JudgeTask.RatingKind kind, String text, String reference) {
        return judge.ask(new JudgeTask.Rating(kind, 1, 1, "When did the market of Orrin Bay open?", text, reference))
                .reply()
                .score();
    }

    private boolean useful(String question, String reference) {
        return judge.ask(new JudgeTask.Usefulness(question, PASSAGE, reference))
                .reply()
                .verdict();
    }
}
