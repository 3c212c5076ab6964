package dev.marksheet.judge;

import static dev.marksheet.judge.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.judge.FakeEndpoint.Response;
import dev.marksheet.session.Language;
import dev.marksheet.session.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTests {

    private static final String KEY = "sk-very-secret";

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl());

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void waitsAsManySecondsAsTheEndpointAsks(int status) {
        endpoint.then(Response.retryAfter(status, "7"), Response.saying(verdicts(1, 0)));

        judge.ask();

        assertThat(judge.pauses()).hasSize(1);
        assertThat(judge.pauses().get(0)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void waitsUntilTheDateThatTheEndpointNames() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));
        endpoint.then(Response.retryAfter(429, date), Response.saying(verdicts(1, 0)));

        judge.ask();

        assertThat(judge.pauses().get(0)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(31));
    }

    @Test
    void waitsNoLongerThanAMinuteWhateverIsAsked() {
        endpoint.then(Response.retryAfter(429, "86400"), Response.saying(verdicts(1, 0)));

        judge.ask();

        assertThat(judge.pauses().get(0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
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

        Answer<Reply.Verdicts> answer = judge.ask();

        assertThat(answer.reply().verdicts()).hasSize(2);
        assertThat(answer.usage().retries()).isEqualTo(1);
    }

    @Test
    void namesWhereARedirectLeads() {
        endpoint.then(new Response(
                308, Map.of("Location", "https://user:pw@judge.example/v2/chat/completions?k=1"), "moved", false));

        assertThatThrownBy(judge::ask)
                .hasMessage(
                        "the judge at %s answered HTTP 308: the address redirects to https://judge.example/v2; set marksheet.judge.base-url to that"
                                .formatted(endpoint.baseUrl()));
        assertThat(endpoint.received()).hasSize(1);
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
        assertThatThrownBy(() -> judge.judges().embedder("e").in(Language.ZH).embed(List.of("a")))
                .hasMessageContaining("（试了 3 次）")
                .hasMessageNotContaining("Cannot")
                .hasMessageNotContaining(".jackson");
    }

    @Test
    void asksOnceAndLogsWhereTheFaultIsOurs() {
        Endpoint own = judge.judges().endpoint();

        assertThatThrownBy(() -> own.call(
                        () -> {
                            throw new IllegalStateException("ours");
                        },
                        new Tally(null, Language.EN)))
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

        Answer<Reply.Verdicts> answer = judge.key(key).ask();

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

    @Test
    void doesNotCountRateLimitsAgainstTheAttempts() {
        endpoint.then(9, Response.retryAfter(429, "1")).then(Response.saying(verdicts(1, 0)));

        Answer<Reply.Verdicts> answer = judge.maxAttempts(2).ask();

        assertThat(answer.reply().verdicts()).hasSize(2);
        assertThat(answer.usage().retries()).isEqualTo(9);
    }

    @Test
    void pausesLongerEachTimeUpToALimit() {
        endpoint.then(8, Response.of(429, "")).then(Response.saying(verdicts(1, 0)));

        judge.ask();

        assertThat(judge.pauses())
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 10000L, 10000L);
    }

    @Test
    void givesUpOnServerErrorsAfterTheAttempts() {
        endpoint.then(9, Response.of(500, "{\"error\":{\"message\":\"CUDA out of memory\"}}"));

        assertThatThrownBy(judge::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessage("the judge at %s failed: HTTP 500 (CUDA out of memory) (tried 3 times)"
                        .formatted(endpoint.baseUrl()));
        assertThat(endpoint.received()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "401, marksheet.judge.api-key",
        "402, no credit left",
        "403, may not use this model",
        "404, there is no model 'test-model' there",
    })
    void saysWhatToDoAboutFinalErrorsAndHidesTheKey(int status, String wayOut) {
        endpoint.then(9, Response.of(status, "{\"error\":{\"message\":\"Incorrect API key: %s.\"}}".formatted(KEY)));

        assertThatThrownBy(judge.key(KEY)::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining(wayOut)
                .hasMessageContaining("***")
                .hasMessageNotContaining(KEY);
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void takesAnExhaustedQuotaForFinal() {
        endpoint.then(9, Response.of(429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"No quota.\"}}"));

        assertThatThrownBy(judge::ask).hasMessageContaining("quota is used up");
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void abandonsABodyThatStallsAndAsksAgain() {
        endpoint.then(Response.stalling(), Response.saying(verdicts(1, 0)));

        Answer<Reply.Verdicts> answer = judge.timeout(Duration.ofMillis(400)).ask();

        assertThat(answer.usage().requests()).isEqualTo(2);
        assertThat(judge.pauses()).hasSize(1);
    }

    @Test
    void givesUpOnAnswersThatAlwaysTakeTooLong() {
        endpoint.then(9, Response.stalling());

        assertThatThrownBy(judge.timeout(Duration.ofMillis(300)).maxAttempts(2)::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessage(
                        "the judge at %s failed: no complete answer within 0.3 s; raise marksheet.judge.timeout or take a faster model (tried 2 times)"
                                .formatted(endpoint.baseUrl()));
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void asksADeadEndpointUntilItIsInterrupted() throws IOException {
        JudgeUnderTest dead = new JudgeUnderTest(unusedAddress()).maxAttempts(2);
        dead.onPause(() -> {
            if (dead.pauses().size() == 5) {
                Thread.currentThread().interrupt();
            }
        });

        JudgeException failure = catchThrowableOfType(JudgeException.class, dead::ask);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(dead.pauses()).hasSize(5);
        assertThat(failure).hasMessageContaining("did not answer usably; latest: ");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.usage().requests()).isEqualTo(5);
    }

    @Test
    void answersAnInterruptDuringAnExchange() {
        Thread asker = Thread.currentThread();
        endpoint.otherwise(request -> {
            asker.interrupt();
            return Response.stalling();
        });

        JudgeException failure = catchThrowableOfType(JudgeException.class, judge::ask);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("had not answered yet");
    }

    @Test
    void keepsRequestsInFlightWithinTheLimit() {
        CyclicBarrier together = new CyclicBarrier(3);
        endpoint.otherwise(request -> {
            meet(together);
            return Response.saying("{\"statements\":[\"s\"]}");
        });
        Judge limited = judge.maxConcurrency(3).judges().judge(JudgeUnderTest.MODEL);
        ExecutorService executor = Executors.newFixedThreadPool(12);
        try {
            List<CompletableFuture<?>> asked = IntStream.range(0, 12)
                    .<CompletableFuture<?>>mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> limited.ask(new JudgeTask.Statements("q" + i, "text")), executor))
                    .toList();
            asked.forEach(future -> assertThat(future).succeedsWithin(Duration.ofSeconds(20)));
        } finally {
            executor.shutdownNow();
        }

        assertThat(endpoint.mostInFlight()).isEqualTo(3);
        assertThat(endpoint.received()).hasSize(12);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unusedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
        }
    }
}
