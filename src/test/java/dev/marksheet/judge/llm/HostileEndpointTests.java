package dev.marksheet.judge.llm;

import static dev.marksheet.judge.llm.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.RequestCost;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint may send that no provider would: without end, without sense, with the key in it. */
class HostileEndpointTests {

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl());

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "soon"})
    void pausesAsItSeesFitWhereTheEndpointAsksForNothingThatMakesSense(String value) {
        endpoint.then(Response.retryAfter(429, value), Response.saying(verdicts(1, 0)));

        judge.ask();

        assertThat(judge.pauses()).containsExactly(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9", "Tue, 01 Jan 2999 00:00:00 GMT"})
    void saysThatItWaitsForAShorterTimeThanAsked(String value) {
        endpoint.then(9, Response.retryAfter(429, value));
        judge.onPause(Thread.currentThread()::interrupt);

        assertThatThrownBy(judge::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageMatching(
                        ".*latest: HTTP 429 \\(slow down\\), and asks for a pause of \\d{10,} s, of which 60 s are made");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(judge.pauses().get(0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    }

    @Test
    void readsARepliesEndlessBodyNoFurtherThanItsBound() {
        String endless = "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(5 << 20);
        endpoint.then(9, Response.of(200, endless));

        assertThatThrownBy(judge.maxAttempts(2)::ask).hasMessageContaining("its reply is larger than 4194304 bytes");
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void readsACompressedReplyThoughNobodyAskedForIt() {
        Map<String, String> zipped = Map.of("Content-Encoding", "gzip");
        endpoint.then(
                new Response(200, zipped, "x".repeat(5 << 20), false),
                new Response(200, zipped, Response.saying(verdicts(1, 0)).body(), false));

        Judged<Reply.Verdicts> answer = judge.ask();

        assertThat(answer.reply().verdicts()).hasSize(2);
        assertThat(answer.usage().retries()).isEqualTo(1);
    }

    @Test
    void asksAnAddressThatRedirectsNoMoreAndNamesWhereItLeads() {
        endpoint.otherwise(request -> new Response(
                308, Map.of("Location", "https://user:pw@judge.example/v2/chat/completions?k=1"), "moved", false));
        String wayOut =
                "HTTP 308: the address redirects to https://judge.example/v2; set marksheet.judge.base-url to that and start again";

        JudgeException first = catchThrowableOfType(JudgeException.class, judge::ask);
        JudgeException second = catchThrowableOfType(JudgeException.class, judge::ask);

        assertThat(List.of(first, second))
                .allSatisfy(failure -> assertThat(failure.outage()).isTrue())
                .extracting(JudgeException::getMessage)
                .containsOnly("the judge at %s serves nobody for now: %s".formatted(endpoint.baseUrl(), wayOut));
        assertThat(judge.health().state()).isEqualTo(JudgeHealth.State.REFUSING);
        assertThat(judge.health().closed().orElseThrow().said(Language.ZH))
                .isEqualTo("HTTP 308：该地址重定向到 https://judge.example/v2；请把 marksheet.judge.base-url 设为后者并重新启动");
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void checkNamesWhereARedirectLeads() {
        endpoint.otherwise(request -> new Response(301, Map.of("Location", "/v2/chat/completions"), "", false));

        assertThat(judge.judges().check().run().advice().toString())
                .contains("answered HTTP 301: the address redirects to http://127.0.0.1:" + endpoint.port()
                        + "/v2; set marksheet.judge.base-url to that");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"choices\":null}",
                "{\"choices\":[]}",
                "<html></html>",
                "{\"choices\":7}",
                "x"
            })
    void namesNoClassOfOthersOverARepliesThatAreNone(String body) {
        endpoint.otherwise(request -> Response.of(200, body));

        assertThatThrownBy(judge::ask)
                .hasMessage("the judge at %s failed: the reply is not a completion (tried 3 times)"
                        .formatted(endpoint.baseUrl()));
        assertThatThrownBy(() ->
                        judge.judges().judge(JudgeUnderTest.MODEL, Language.ZH).ask(JudgeUnderTest.TASK))
                .hasMessage("%s 的评审模型出错：回复不是对话补全结果（试了 3 次）".formatted(endpoint.baseUrl()));
        assertThatThrownBy(
                        () -> judge.judges().embedder("e").telling(Language.ZH).embed(List.of("a")))
                .hasMessageContaining("（试了 3 次）")
                .hasMessageNotContaining("Cannot")
                .hasMessageNotContaining(".jackson");
    }

    @Test
    void asksOnceAndLogsWhereTheFaultIsOurs() {
        Endpoint own = judge.judges().endpoints().judge();

        assertThatThrownBy(() -> own.call(
                        () -> {
                            throw new IllegalStateException("ours");
                        },
                        new RequestCost("judge-1", null, Language.EN)))
                .isInstanceOf(JudgeException.class)
                .hasMessage("the judge could not be asked because of a defect in this service; its log says more");
        assertThat(judge.pauses()).isEmpty();
    }

    @Test
    void takesTheKeyOutOfRepliesToo() {
        String key = "sk-1234567890abcdef";
        endpoint.then(
                Response.saying("no JSON but " + key),
                Response.saying(verdicts(1, 0).replace("because", "the header says " + key)));

        Judged<Reply.Verdicts> answer = judge.key(key).ask();

        assertThat(answer.toString())
                .contains("no JSON but ***", "the header says ***")
                .doesNotContain(key);
    }

    @Test
    void leavesWordsAloneThatAreOnlyUsedAsKeys() {
        endpoint.then(Response.saying(verdicts(1, 0).replace("because", "ollama is a tool")));

        assertThat(judge.key("ollama").ask().reply().verdicts().get(0).reason()).isEqualTo("ollama is a tool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-45", "1900000000"})
    void countsTokensThatCanNotBeAsUnknown(String tokens) {
        endpoint.then(Response.of(
                200,
                Response.saying(verdicts(1, 0))
                        .body()
                        .replaceFirst("\"prompt_tokens\":11", "\"prompt_tokens\":" + tokens)));

        assertThat(judge.ask().usage()).isEqualTo(Usage.of(1, 0, 0, 7));
    }
}
