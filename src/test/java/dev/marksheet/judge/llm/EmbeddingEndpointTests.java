package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.session.text.Language;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;

/** Embeddings from another endpoint than the judge's. */
class EmbeddingEndpointTests {

    private static final String CHAT_KEY = "sk-chat-1234567890";
    private static final String EMBEDDING_KEY = "sk-embed-1234567890";
    private static final String WRONG_KEY = "{\"error\":{\"message\":\"Wrong key " + EMBEDDING_KEY + ".\"}}";

    @TempDir
    Path outputs;

    private final FakeEndpoint chat = new FakeEndpoint().otherwise(FakeModel::answer);
    private final FakeEndpoint embeddings = new FakeEndpoint().otherwise(FakeModel::answer);
    private final JudgeUnderTest judge =
            new JudgeUnderTest(chat.baseUrl()).key(CHAT_KEY).embedding(embeddings.baseUrl(), EMBEDDING_KEY);

    @AfterEach
    void closeEndpoints() {
        chat.close();
        embeddings.close();
    }

    private void embed() {
        judge.judges().embedder("embed-1").embed(List.of("text"));
    }

    @Test
    void asksEachEndpointWithItsOwnKey() {
        judge.ask();
        embed();

        assertThat(chat.received()).extracting(Request::path).containsExactly("/v1/chat/completions");
        assertThat(chat.received()).extracting(Request::authorization).containsExactly("Bearer " + CHAT_KEY);
        assertThat(embeddings.received()).extracting(Request::path).containsExactly("/v1/embeddings");
        assertThat(embeddings.received()).extracting(Request::authorization).containsExactly("Bearer " + EMBEDDING_KEY);
    }

    @Test
    void sendsTheJudgesKeyToNoOtherAddress() {
        JudgeUnderTest withoutKey =
                new JudgeUnderTest(chat.baseUrl()).key(CHAT_KEY).embedding(embeddings.baseUrl(), "");

        withoutKey.judges().embedder("embed-1").embed(List.of("text"));

        assertThat(embeddings.received()).extracting(Request::authorization).containsOnlyNulls();
    }

    @Test
    void masksBothKeysAndNamesTheSettingsOfTheEmbeddings() {
        embeddings.otherwise(request -> Response.of(401, WRONG_KEY));

        assertThatThrownBy(this::embed)
                .hasMessageContaining("the embedding endpoint at http://127.0.0.1:" + embeddings.port())
                .hasMessageContaining("set marksheet.judge.embedding.api-key")
                .hasMessageNotContaining(EMBEDDING_KEY);
        JudgeHealth.Outage outage = judge.health().outage().orElseThrow();
        assertThat(outage.said(Language.EN))
                .startsWith("embedding endpoint: HTTP 401")
                .doesNotContain(EMBEDDING_KEY);
        assertThat(outage.said(Language.ZH)).contains("marksheet.judge.embedding.api-key");
    }

    @Test
    void judgesOnWhileEmbeddingsAreAway() {
        embeddings.otherwise(request -> Response.of(401, WRONG_KEY));
        assertThatThrownBy(this::embed).isInstanceOf(JudgeException.class);

        judge.ask();

        assertThat(judge.health().ownClosed()).isEmpty();
        assertThat(judge.health().closed()).isPresent();
        assertThat(judge.health().state()).isEqualTo(JudgeHealth.State.REFUSING);
    }

    @Test
    void checkNamesBothEndpoints() {
        JudgeCheck.Result result = judge.judges().check().run();

        assertThat(result.endpoint()).isEqualTo(chat.baseUrl());
        assertThat(result.embeddingEndpoint()).isEqualTo(embeddings.baseUrl());
        assertThat(result.reachable()).isTrue();
        assertThat(result.embeddings()).isTrue();
    }

    @Test
    void neverShowsAKeyInItsSettings() {
        JudgeProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "marksheet.judge.base-url",
                        chat.baseUrl(),
                        "marksheet.judge.api-key",
                        CHAT_KEY,
                        "marksheet.judge.embedding.base-url",
                        embeddings.baseUrl() + "/",
                        "marksheet.judge.embedding.api-key",
                        EMBEDDING_KEY)))
                .bind("marksheet.judge", Bindable.of(JudgeProperties.class))
                .get();

        assertThat(properties.embeddingAccess().endpoint()).isEqualTo(embeddings.baseUrl());
        assertThat(properties.toString() + properties.embedding())
                .doesNotContain(CHAT_KEY)
                .doesNotContain(EMBEDDING_KEY);
    }

    @Test
    void letsCallsThatEmbedWaitUntilItIsBackAndNamesBothHosts() {
        AtomicBoolean good = new AtomicBoolean();
        embeddings.otherwise(request -> good.get() ? FakeModel.answer(request) : Response.of(401, WRONG_KEY));
        try (ServiceOnEndpoint service = ServiceOnEndpoint.start(
                outputs,
                chat.baseUrl(),
                "--marksheet.judge.embedding.base-url=" + embeddings.baseUrl(),
                "--marksheet.judge.embedding.api-key=" + EMBEDDING_KEY)) {
            ServiceClient client = service.client();
            JsonNode waiting = client.submit(ServiceOnEndpoint.call("apart", 1));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> status(client).get("fault").asString("").contains("embedding endpoint"));
            Map<String, Object> judged = ServiceOnEndpoint.call("judged", 2);
            judged.put("metrics", List.of("faithfulness"));
            assertThat(client.ended(client.submit(judged)).get("status").asString())
                    .isEqualTo("completed");
            good.set(true);

            JsonNode job = client.ended(waiting);

            assertThat(job.get("error").isNull()).isTrue();
            assertThat(job.at("/judge/endpoint_host").asString())
                    .isEqualTo("127.0.0.1:" + chat.port() + ", embeddings 127.0.0.1:" + embeddings.port());
            assertThat(status(client).get("state").asString()).isEqualTo("reachable");
        }
    }

    @Test
    void takesItsModelsAlsoWhereNoEndpointJudges() {
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(
                outputs, "--marksheet.judge.embedding.base-url=" + embeddings.baseUrl())) {
            ServiceClient client = service.client();
            Map<String, Object> call = ServiceOnEndpoint.call("embedded", 1);
            call.put("embedding_model", "embed-2");
            call.put("metrics", List.of("answer_similarity"));

            assertThat(client.ended(client.submit(call)).get("error").isNull()).isTrue();

            call.put("judge_model", "judge-2");
            assertThat(client.post("/api/score/session_async", call).statusCode())
                    .isEqualTo(422);
        }
    }

    private static JsonNode status(ServiceClient client) {
        return client.read("/api/score/sessions/apart?jobs=none").get("judge_status");
    }
}
