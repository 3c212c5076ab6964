package dev.marksheet.judge.llm;

import static dev.marksheet.judge.llm.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.judge.llm.endpoint.Blockage;
import dev.marksheet.judge.llm.endpoint.ErrorBody;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.ProviderQuirks;
import dev.marksheet.session.text.Language;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    @Test
    void doesNotCountRateLimitsAgainstTheAttempts() {
        endpoint.then(9, Response.retryAfter(429, "1")).then(Response.saying(verdicts(1, 0)));

        Judged<Reply.Verdicts> answer = judge.maxAttempts(2).ask();

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
        "403, may not use this model, model test-model is not for you: {0}.",
        "404, there is no model 'test-model' there, No model: {0}.",
    })
    void saysWhatToDoAboutFinalErrorsAndHidesTheKey(int status, String wayOut, String body) {
        endpoint.then(9, Response.of(status, "{\"error\":{\"message\":\"%s\"}}".formatted(body.replace("{0}", KEY))));

        assertThatThrownBy(judge.key(KEY)::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining(wayOut)
                .hasMessageContaining("***")
                .hasMessageNotContaining(KEY)
                .extracting(e -> ((JudgeException) e).outage())
                .isEqualTo(false);
        assertThat(endpoint.received()).hasSize(1);
        assertThat(judge.health().state()).isEqualTo(JudgeHealth.State.REACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "401, marksheet.judge.api-key",
        "402, no credit left",
        "403, quota is used up",
        "429, quota is used up",
    })
    void sendsNothingMoreWhereEveryRequestIsRefusedUntilAProbeGetsThrough(int status, String wayOut) {
        AtomicBoolean mended = new AtomicBoolean();
        Response refusal = Response.of(
                status, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"Not with %s.\"}}".formatted(KEY));
        endpoint.otherwise(request -> mended.get() ? Response.saying(verdicts(1, 0)) : refusal);
        JudgeException first = catchThrowableOfType(JudgeException.class, judge.key(KEY)::ask);
        JudgeException second = catchThrowableOfType(JudgeException.class, judge::ask);

        assertThat(List.of(first, second)).extracting(JudgeException::outage).containsOnly(true);
        assertThat(second).hasMessageContaining("***").hasMessageNotContaining(KEY);
        assertThat(endpoint.received()).hasSize(1);
        assertThat(judge.health().state()).isEqualTo(JudgeHealth.State.REFUSING);
        assertThat(judge.health().outage().orElseThrow().said(Language.EN)).contains("HTTP " + status);
        assertThat(first).hasMessageContaining(wayOut);

        judge.letProbe();
        await().until(() -> judge.probePauses().size() == 2);
        assertThat(judge.health().closed()).isPresent();
        mended.set(true);
        judge.letProbe();

        await().until(() -> judge.health().state() == JudgeHealth.State.REACHABLE);
        assertThat(judge.ask().reply().verdicts()).hasSize(2);
        assertThat(judge.probePauses()).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(endpoint.received()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | {'error':{'message':'You exceeded your current quota, please check your plan'}} | QUOTA",
                "429 | {'error':{'code':'1113','message':'您的账户已欠费，请充值后重试'}} | QUOTA",
                "403 | {'code':30001,'message':'Sorry, your account balance is insufficient'} | QUOTA",
                "400 | {'code':'Arrearage','message':'Access denied'} | CREDIT",
                "400 | {'error':{'message':'Your credit balance is too low to access the API'}} | QUOTA",
                "403 | {'error':{'message':'Country not supported'}} | RIGHTS",
                "403 | {'error':{'message':'Your input was flagged'}} |",
                "403 | {'error':{'message':'Project has no access to model x'}} |",
                "400 | {'error':{'message':'context length exceeded'}} |",
                "404 | {'error':{'code':'model_not_found'}} |",
                "429 | {'error':{'message':'Rate limit reached: 3 per minute'}} |",
                "429 | You exceeded your current quota. retryDelay: 12s |",
            })
    void tellsWhatConcernsEveryRequestFromWhatConcernsOne(int status, String body, @Nullable Blockage expected) {
        ErrorBody error = ErrorBody.of(body.replace('\'', '"'));

        assertThat(Blockage.in(status, error, ProviderQuirks.meaning(error))).isEqualTo(expected);
    }

    @Test
    void abandonsABodyThatStallsAndAsksAgain() {
        endpoint.then(Response.stalling(), Response.saying(verdicts(1, 0)));

        Judged<Reply.Verdicts> answer = judge.timeout(Duration.ofMillis(400)).ask();

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
    void asksADeadEndpointNoMoreUntilAProbeGetsThrough() throws IOException {
        JudgeUnderTest dead = new JudgeUnderTest(unusedAddress());

        JudgeException failure = catchThrowableOfType(JudgeException.class, dead::ask);

        assertThat(failure.outage()).isTrue();
        assertThat(failure).hasMessageContaining("connection refused");
        assertThat(failure.usage().requests()).isEqualTo(1);
        assertThat(dead.health().state()).isEqualTo(JudgeHealth.State.UNREACHABLE);
        dead.letProbe();
        await().until(() -> dead.probePauses().size() == 2);
        assertThat(dead.health().closed()).isPresent();
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
