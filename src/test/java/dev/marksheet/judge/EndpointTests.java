package dev.marksheet.judge;

import static dev.marksheet.judge.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.judge.FakeEndpoint.Response;
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
