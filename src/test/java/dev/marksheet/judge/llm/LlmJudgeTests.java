package dev.marksheet.judge.llm;

import static dev.marksheet.judge.llm.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Quote;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LlmJudgeTests {

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl());

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    @Test
    void asksByStrictSchemaAtTemperatureZero() {
        endpoint.then(Response.saying(verdicts(1, 0)));

        judge.ask();

        Request request = endpoint.received().get(0);
        JsonNode schema = request.body().path("response_format").path("json_schema");
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.format()).isEqualTo("json_schema");
        assertThat(schema.path("name").asString()).isEqualTo("support");
        assertThat(schema.path("strict").asBoolean()).isTrue();
        assertThat(schema.path("schema").path("required").path(0).asString()).isEqualTo("verdicts");
        assertThat(request.body().path("temperature").asDouble(-1)).isZero();
        assertThat(request.body().path("model").asString()).isEqualTo(JudgeUnderTest.MODEL);
        assertThat(request.body().path("messages")).hasSize(2);
    }

    @Test
    void givesVerdictsWithReasonsAndCheckedQuotes() {
        endpoint.then(Response.saying(verdicts(1, 0)));

        List<Reply.Verdict> found = judge.ask().reply().verdicts();

        assertThat(found).extracting(Reply.Verdict::statement).containsExactly("It is in Rome.", "It is old.");
        assertThat(found).extracting(Reply.Verdict::verdict).containsExactly(true, false);
        assertThat(found.get(0).quote()).isEqualTo(new Quote(0, 6, 13, "in Rome", true));
        assertThat(found.get(0).reason()).isEqualTo("because");
    }

    @Test
    void keepsWhatThePassagesSayAndTakesAPlainZeroForNeither() {
        JudgeTask.Support task = new JudgeTask.Support("Where?", List.of("A.", "B.", "C.", "D.", "E."), List.of("A."));
        endpoint.then(Response.saying(
                "{\"verdicts\":[{\"verdict\":\"supported\"},{\"verdict\":\"contradicted\"},{\"verdict\":\"Not_mentioned.\"},"
                        + "{\"verdict\":1},{\"verdict\":0}]}"));

        List<Reply.Verdict> found = judge.ask(task).reply().verdicts();

        assertThat(found).extracting(Reply.Verdict::verdict).containsExactly(true, false, false, true, false);
        assertThat(found)
                .extracting(Reply.Verdict::label)
                .containsExactly(
                        VerdictLabel.SUPPORTED,
                        VerdictLabel.CONTRADICTED,
                        VerdictLabel.NOT_MENTIONED,
                        VerdictLabel.SUPPORTED,
                        null);
    }

    @Test
    void countsRequestsRetriesAndTokens() {
        endpoint.then(Response.of(500, "oops"), Response.saying(verdicts(1, 0)));

        assertThat(judge.ask().usage()).isEqualTo(Usage.of(2, 1, 11, 7));
    }

    @Test
    void sendsNoAuthorizationWithoutKey() {
        endpoint.then(Response.saying(verdicts(1, 0)));

        judge.ask();

        assertThat(endpoint.received().get(0).authorization()).isNull();
    }

    @Test
    void sendsTheKeyAsBearerToken() {
        endpoint.then(Response.saying(verdicts(1, 0)));

        judge.key("sk-secret").ask();

        assertThat(endpoint.received().get(0).authorization()).isEqualTo("Bearer sk-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "<think>Hm, {\"verdicts\": []}?</think>%s",
                "No opening tag {\"verdicts\":[]}</think>\n%s",
                "```json\n%s\n```",
                "Here you are:\n```\n%s\n```\nAnything else?",
                "好的，结果如下：%s 以上。"
            })
    void findsTheReplyInWhatModelsWriteAroundIt(String frame) {
        endpoint.then(Response.saying(frame.formatted(verdicts(1, 0))));

        Judged<Reply.Verdicts> answer = judge.ask();

        assertThat(answer.reply().verdicts()).extracting(Reply.Verdict::verdict).containsExactly(true, false);
        assertThat(answer.usage().retries()).isZero();
    }

    @Test
    void hasAListOfTheWrongLengthMendedOnce() {
        endpoint.then(Response.saying(verdicts(1)), Response.saying(verdicts(0, 1)));

        List<Reply.Verdict> found = judge.ask().reply().verdicts();

        assertThat(found).extracting(Reply.Verdict::verdict).containsExactly(false, true);
        assertThat(endpoint.received().get(1).message(1))
                .contains("problem: the judge's reply is wrong: 2 items were asked about and the reply has 1")
                .contains("<<<earlier reply ");
    }

    @Test
    void givesUpOnASecondListOfTheWrongLength() {
        endpoint.then(5, Response.saying(verdicts(1)));

        assertThatThrownBy(judge::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("2 items were asked about and the reply has 1")
                .hasMessageContaining("asked 2 times");
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void asksForReadableRepliesUntilTheAttemptsAreUsedUp() {
        endpoint.then(5, Response.saying("I would rather not."));

        assertThatThrownBy(judge::ask)
                .hasMessageContaining("not the JSON asked for (asked 3 times)")
                .hasMessageContaining("I would rather not.");
        assertThat(endpoint.received()).hasSize(3);
    }

    @Test
    void asksAgainAfterAnEmptyReply() {
        endpoint.then(Response.saying(""), Response.saying(verdicts(1, 1)));

        assertThat(judge.ask().reply().verdicts()).hasSize(2);
    }

    @Test
    void givesAReplyThatWasCutOffMoreRoom() {
        endpoint.then(Response.cutOff("{\"verdicts\":[{\"number\":1"), Response.saying(verdicts(1, 0)));

        assertThat(judge.ask().reply().verdicts()).hasSize(2);

        assertThat(endpoint.received().get(0).body().has("max_tokens")).isFalse();
        assertThat(endpoint.received().get(1).body().path("max_tokens").asInt()).isEqualTo(4096);
    }

    @Test
    void namesTheLimitWhenMoreRoomDoesNotHelp() {
        endpoint.then(5, Response.cutOff("{\"verdicts\":[{"));

        assertThatThrownBy(judge::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("cut off at its limit of 7 tokens, even with room for 4096");
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void saysThatTheModelRefused() {
        String refusal = """
                {"id":"1","choices":[{"index":0,"finish_reason":"stop",
                 "message":{"role":"assistant","content":null,"refusal":"I can't help with that."}}]}""";
        endpoint.then(5, Response.of(200, refusal));

        assertThatThrownBy(judge::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("refused to answer")
                .hasMessageContaining("I can't help with that.");
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void namesTheContentFilter() {
        String withheld = """
                {"id":"1","choices":[{"index":0,"finish_reason":"content_filter","message":{"role":"assistant"}}]}""";
        endpoint.then(5, Response.of(200, withheld));

        assertThatThrownBy(judge::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("content filter withheld the reply");
    }
}
