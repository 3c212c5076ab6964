package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.session.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LlmEmbedderTests {

    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(LlmEmbedderTests::lengths);
    private final Embedder embedder =
            new JudgeUnderTest(endpoint.baseUrl()).judges().embedder("embedding-model");

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    @Test
    void embedsManyTextsInOneRequestInOrder() {
        Judged<List<double[]>> answer = embedder.embed(List.of("a", "bbb", "塔"));

        assertThat(answer.reply()).extracting(vector -> vector[0]).containsExactly(1.0, 3.0, 1.0);
        assertThat(answer.usage()).isEqualTo(Usage.of(1, 0, 3, 0));
        assertThat(endpoint.received().get(0).path()).isEqualTo("/v1/embeddings");
    }

    @Test
    void embedsAnEmptyTextAsOneSpace() {
        assertThat(embedder.embed(List.of("")).reply().get(0)[0]).isEqualTo(1.0);
    }

    @Test
    void embedsNothingWithoutARequest() {
        assertThat(embedder.embed(List.of()).reply()).isEmpty();
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void learnsOnceHowManyTextsAModelTakes() {
        String tooMany = """
                {"error":{"code":"InvalidParameter","message":"Value error, batch size is invalid, it should not be larger than 10."}}""";
        endpoint.otherwise(request -> inputs(request).size() > 10 ? Response.of(400, tooMany) : lengths(request));
        List<String> texts = IntStream.range(0, 25).mapToObj("x"::repeat).toList();

        List<double[]> vectors = embedder.embed(texts).reply();
        int learning = endpoint.received().size();
        embedder.embed(texts);

        assertThat(vectors).hasSize(25);
        assertThat(vectors.get(24)[0]).isEqualTo(24.0);
        assertThat(endpoint.received().stream().skip(learning))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(inputs(request)).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void asksForBase64AndReadsIt() {
        endpoint.otherwise(request -> base64(inputs(request).size()));

        List<double[]> vectors = embedder.embed(List.of("a", "b")).reply();

        assertThat(vectors).hasSize(2).allSatisfy(vector -> assertThat(vector).containsExactly(0.5, -2.25));
        assertThat(endpoint.received().get(0).body().path("encoding_format").asString())
                .isEqualTo("base64");
    }

    @Test
    void learnsOnceThatAModelGivesPlainNumbersOnly() {
        String refusal = "{\"error\":{\"message\":\"encoding_format must be float\"}}";
        endpoint.otherwise(
                request -> request.body().has("encoding_format") ? Response.of(400, refusal) : lengths(request));

        assertThat(embedder.embed(List.of("aa")).reply().get(0)[0]).isEqualTo(2.0);
        embedder.embed(List.of("bbb"));

        assertThat(endpoint.received())
                .extracting(request -> request.body().has("encoding_format"))
                .containsExactly(true, false, false);
    }

    private static Response base64(int count) {
        byte[] floats = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.5f)
                .putFloat(-2.25f)
                .array();
        List<Map<String, Object>> data = IntStream.range(0, count)
                .mapToObj(i -> Map.<String, Object>of(
                        "index", i, "embedding", Base64.getEncoder().encodeToString(floats)))
                .toList();
        return Response.of(200, FakeEndpoint.JSON.writeValueAsString(Map.of("data", data)));
    }

    @Test
    void saysWhatToDoWhenTheModelIsUnknown() {
        endpoint.then(Response.of(404, "{\"error\":{\"message\":\"The model does not exist.\"}}"));

        assertThatThrownBy(() -> embedder.embed(List.of("a")))
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("there is no model 'embedding-model' there");
    }

    @Test
    void asksAgainWhenVectorsAreMissing() {
        endpoint.then(vectors(List.of("a")));

        Judged<List<double[]>> answer = embedder.embed(List.of("a", "b"));

        assertThat(answer.reply()).hasSize(2);
        assertThat(answer.usage().retries()).isEqualTo(1);
    }

    private static List<String> inputs(Request request) {
        List<String> inputs = new ArrayList<>();
        request.body().path("input").forEach(input -> inputs.add(input.asString()));
        return inputs;
    }

    private static Response lengths(Request request) {
        return vectors(inputs(request));
    }

    private static Response vectors(List<String> texts) {
        List<Map<String, Object>> data = IntStream.range(0, texts.size())
                .mapToObj(i -> Map.<String, Object>of(
                        "index", i, "embedding", List.of(texts.get(i).length(), 1)))
                .toList();
        return Response.of(
                200,
                FakeEndpoint.JSON.writeValueAsString(
                        Map.of("data", data, "usage", Map.of("prompt_tokens", 3, "total_tokens", 3))));
    }
}
