package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How many requests the six default metrics of a call send, and how many of them one after another, over real HTTP. */
class RequestCountTests {

    private static final int INDEPENDENT_OF_CONTEXTS = 5;
    private static final int DEPENDENT = 3;

    @TempDir
    Path outputs;

    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(FakeModel::answer);
    private ServiceOnEndpoint service;
    private ServiceClient client;

    private void start(String... options) {
        service = ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), options);
        client = service.client();
    }

    @AfterEach
    void stop() {
        service.close();
        endpoint.close();
    }

    private static Map<String, Object> call(int contexts) {
        Map<String, Object> call = ServiceOnEndpoint.call("count", 1);
        call.put(
                "contexts",
                IntStream.range(0, contexts).mapToObj(i -> "Passage " + i + ".").toList());
        return call;
    }

    private List<Request> received(String end) {
        return endpoint.received().stream().filter(r -> r.path().endsWith(end)).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 10})
    void sendsAtMostSixJudgeRequestsBesideOnePerContextAndEmbedsNoTextTwice(int contexts) {
        start();

        JsonNode job = client.ended(client.submit(call(contexts)));

        List<String> embedded = new ArrayList<>();
        received("/embeddings").forEach(r -> r.body().path("input").forEach(text -> embedded.add(text.asString())));
        assertThat(job.get("error").isNull()).isTrue();
        assertThat(received("/chat/completions")).hasSize(contexts + 6);
        assertThat(embedded).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void sendsNoMoreThanTwoOfThemOneAfterAnother() {
        start();
        int contexts = 4;
        int firstWave = contexts + INDEPENDENT_OF_CONTEXTS;
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger arrived = new AtomicInteger();
        endpoint.otherwise(request -> held(arrived.incrementAndGet() <= firstWave ? first : second, request));

        JsonNode accepted = client.submit(call(contexts));
        // No answer was given yet, so none of these waits for another's.
        await().atMost(Duration.ofSeconds(30)).until(() -> arrived.get() == firstWave);
        first.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> arrived.get() == firstWave + DEPENDENT);
        second.countDown();

        assertThat(client.ended(accepted).get("error").isNull()).isTrue();
        assertThat(arrived).hasValue(firstWave + DEPENDENT);
    }

    @Test
    void asksOfAllContextsInOneRequestWhereSoConfigured() {
        start("--marksheet.contexts-together=true");

        JsonNode job = client.ended(client.submit(call(25)));

        assertThat(job.get("error").isNull()).isTrue();
        assertThat(received("/chat/completions")).hasSize(2 + 6);
        assertThat(job.at("/results/context_precision/evidence/contexts")).hasSize(25);
        assertThat(job.at("/judge/metrics/context_precision").asString()).isEqualTo("1 together");
    }

    @Test
    void asksForFaithfulnessInOneRequestWhereSoConfigured() {
        start("--marksheet.metric.faithfulness.mode=one_pass", "--marksheet.metrics=faithfulness");

        JsonNode job = client.ended(client.submit(call(3)));

        assertThat(job.get("error").isNull()).isTrue();
        assertThat(received("/chat/completions")).hasSize(1);
        assertThat(job.at("/results/faithfulness/evidence/statements")).isNotEmpty();
        assertThat(job.at("/judge/metrics/faithfulness").asString()).isEqualTo("1 {\"mode\":\"one_pass\"}");
    }

    private static Response held(CountDownLatch latch, Request request) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FakeModel.answer(request);
    }
}
