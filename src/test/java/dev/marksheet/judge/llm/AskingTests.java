package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model is shown for a task, and what of its replies is taken. */
class AskingTests {

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl());

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    @Test
    void asksAboutThePassagesThatAreNotBlank() {
        endpoint.then(Response.saying("""
                {"verdicts":[{"number":1,"reason":"a","quote":"","verdict":1},{"number":2,"reason":"b","quote":"","verdict":1}]}"""));

        Reply.Verdicts reply = judge.ask(
                        new JudgeTask.UsefulnessOfAll("Where?", List.of("In Rome.", " ", "In Italy."), "Rome"))
                .reply();

        assertThat(reply.verdicts()).extracting(Reply.Verdict::verdict).containsExactly(true, false, true);
        assertThat(reply.verdicts()).extracting(Reply.Verdict::reason).containsExactly("a", "", "b");
        assertThat(endpoint.received().get(0).message(1)).contains("passages: 2", "<<<passage 2 ");
    }

    @Test
    void takesStatementsAndTheirVerdictsFromOneReply() {
        endpoint.then(Response.saying("""
                {"statements":[{"statement":"It is in Rome.","reason":"a","quote":"in Rome","passage":1,"verdict":"supported"},
                {"statement":"It is old.","reason":"b","quote":"","passage":0,"verdict":"not_mentioned"}]}"""));

        Reply.Verdicts reply = judge.ask(
                        new JudgeTask.OnePassSupport("Where?", "In Rome, and old.", List.of("It is in Rome.")))
                .reply();

        assertThat(reply.verdicts())
                .containsExactly(
                        new Reply.Verdict("It is in Rome.", true, "a", new Quote(0, 6, 13, "in Rome", true), null)
                                .labelled(VerdictLabel.SUPPORTED),
                        new Reply.Verdict("It is old.", false, "b", null, null).labelled(VerdictLabel.NOT_MENTIONED));
        assertThat(endpoint.received().get(0).message(1))
                .containsSubsequence("<<<question ", "<<<passage 1 ", "<<<answer ", "In Rome, and old.");
    }

    @Test
    void tellsAModelWhoseVerdictIsNoneOfTheWordsWhichThereAre() {
        endpoint.then(Response.saying("{\"verdicts\":[{\"verdict\":\"maybe\"},{\"verdict\":\"supported\"}]}"))
                .otherwise(request -> Response.saying(JudgeUnderTest.verdicts(1, 0)));

        judge.ask();

        assertThat(endpoint.received().get(1).message(1))
                .contains("'verdict' is none of supported, contradicted, not_mentioned but 'maybe'");
    }

    @Test
    void asksOnceMoreWhereASentenceOfTheReferenceWasLeftOut() {
        String truth = "It was built in 1894.  It is kept by the harbour authority.";
        endpoint.then(Response.saying(attributed("It was built in 1894.")))
                .then(Response.saying(attributed("It was built in 1894.", "It is kept by the harbour authority")));

        Reply.Verdicts reply = judge.ask(new JudgeTask.Attribution("Who?", truth, List.of("It was built in 1894.")))
                .reply();

        assertThat(reply.verdicts())
                .extracting(Reply.Verdict::statement)
                .containsExactly("It was built in 1894.", "It is kept by the harbour authority");
        assertThat(endpoint.received().get(1).message(1)).contains("leave out parts of the reference");
    }

    @Test
    void takesSentencesThatAreNoCopies() {
        endpoint.then(Response.saying(attributed("Gebaut wurde er 1894.")));

        assertThat(judge.ask(new JudgeTask.Attribution("?", "It was built in 1894, and stands.", List.of("x")))
                        .reply()
                        .verdicts())
                .hasSize(1);
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void givesUpWhereSentencesAreLeftOutAgain() {
        endpoint.otherwise(request -> Response.saying(attributed("建于1894年。")));

        assertThatThrownBy(() -> judge.ask(new JudgeTask.Attribution("?", "建于1894年。现由港务局管理。", List.of("建于1894年。"))))
                .hasMessageContaining("遗漏了参考答案的部分内容");
        assertThat(endpoint.received()).hasSize(2);
    }

    private static String attributed(String... sentences) {
        return Stream.of(sentences)
                .map(sentence -> "{\"sentence\":\"" + sentence
                        + "\",\"reason\":\"a\",\"quote\":\"\",\"passage\":0,\"verdict\":1}")
                .collect(Collectors.joining(",", "{\"sentences\":[", "]}"));
    }

    @Test
    void namesNeitherTextTheRightOneToTheSecondJudgeOfAccuracy() {
        endpoint.otherwise(request -> Response.saying("{\"reason\":\"A says 1921.\",\"rating\":4}"));

        judge.ask(new JudgeTask.Rating(JudgeTask.RatingKind.ACCURACY, 2, 1, "When?", "In 1894.", "In 1921."));

        FakeEndpoint.Request asked = endpoint.received().get(0);
        assertThat(asked.message(1)).containsSubsequence("<<<text A ", "In 1921.", "<<<text B ", "In 1894.");
        assertThat(asked.message(0) + asked.message(1)).doesNotContain("reference", "which is right");
    }

    @Test
    void takesTheLevelsOfARubricWithGapsOnly() {
        JudgeTask.Criterion rubric = new JudgeTask.Criterion(
                "How polite?", Map.of(1, "Rude.", 3, "Plain.", 5, "Kind."), 1, 5, Map.of("response", "Yes."), "zh", 1);
        endpoint.otherwise(request -> Response.saying("{\"reason\":\"so\",\"score\":4}"));

        assertThatThrownBy(() ->
                        judge.judges().judge(JudgeUnderTest.MODEL, Language.ZH).ask(rubric))
                .hasMessageContaining("4 分不在 1, 3, 5 之内");
        assertThat(endpoint.received().get(0).message(1)).contains("scores: 1, 3, 5");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void saysWhatIsWrongWithAReplyInTheLanguageOfTheCall(Language language) {
        endpoint.otherwise(request -> Response.saying("{\"verdicts\":[]}"));
        String said = language == Language.ZH
                ? "评审模型的回复有误：问了 2 项，回复有 0 项（问了 2 次）"
                : "the judge's reply is wrong: 2 items were asked about and the reply has 0 (asked 2 times)";

        assertThatThrownBy(() ->
                        judge.judges().judge(JudgeUnderTest.MODEL, language).ask(JudgeUnderTest.TASK))
                .hasMessageStartingWith(said);
        assertThat(endpoint.received().get(1).message(1)).contains("problem: " + said.split("[（(]")[0].strip());
    }

    @Test
    void tellsInTheFingerprintOnlyOfATemperatureThatWasSentAndTheCallsOwnLanguage() {
        String refusal = "{\"error\":{\"message\":\"no\",\"param\":\"temperature\"}}";
        endpoint.then(Response.of(400, refusal)).otherwise(request -> Response.saying(JudgeUnderTest.verdicts(1, 0)));

        assertThat(parameters(Language.EN)).containsEntry("temperature", "0").containsEntry("language", "auto");
        judge.ask();

        assertThat(parameters(Language.ZH))
                .containsEntry("temperature", "the model's own")
                .containsEntry("language", "zh");
    }

    @Test
    void keepsSomePagesOfAdvice() {
        endpoint.then(Response.saying("## Advice\n" + "word ".repeat(20_000)));

        assertThat(judge.ask(new JudgeTask.Advice("figures", List.of(), "en"))
                        .reply()
                        .markdown())
                .startsWith("## Advice\nword")
                .hasSize(40_000);
    }

    private Map<String, String> parameters(Language language) {
        Sample sample = new Sample("Where is it?", "It is in Rome.", List.of(), null, List.of(), List.of(), List.of());
        return judge.judges()
                .identity(new ScoreRequest(
                        new SessionId("s"), sample, List.of(), Map.of(), JudgeUnderTest.MODEL, "local", language))
                .parameters();
    }
}
