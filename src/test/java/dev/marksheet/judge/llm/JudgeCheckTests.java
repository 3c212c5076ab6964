package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.llm.FakeEndpoint.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JudgeCheckTests {

    private static final String VECTOR = """
            {"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[0,1]}],"usage":{"prompt_tokens":1,"total_tokens":1}}""";

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl());

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    @Test
    void findsAGoodEndpointGood() {
        endpoint.then(Response.saying(JudgeUnderTest.verdicts(1)), Response.of(200, VECTOR));

        JudgeCheck.Result result = judge.judges().check().run();

        assertThat(result.reachable()).isTrue();
        assertThat(result.jsonSchema()).isTrue();
        assertThat(result.embeddings()).isTrue();
        assertThat(result.embeddingDimension()).isEqualTo(2);
        assertThat(result.embedsTogether()).isTrue();
        assertThat(result.temperature()).isTrue();
        assertThat(result.reportedModel()).isEqualTo("test-model-2026-01");
        assertThat(result.advice()).isEmpty();
        assertThat(result.uses())
                .isEqualTo("test-model with a JSON schema and temperature 0; embeddings by test-model");
    }

    @Test
    void tellsWhatAModelDoesNotUnderstand() {
        String refusal = "{\"error\":{\"message\":\"This response_format type is unavailable now\"}}";
        endpoint.then(Response.of(400, refusal), Response.saying(JudgeUnderTest.verdicts(1)), Response.of(200, VECTOR));

        JudgeCheck.Result result = judge.judges().check().run();

        assertThat(result.jsonSchema()).isFalse();
        assertThat(result.jsonObject()).isTrue();
        assertThat(result.uses()).contains("JSON mode");
    }

    @Test
    void startsAfreshEachTime() {
        String refusal = "{\"error\":{\"message\":\"This response_format type is unavailable now\"}}";
        endpoint.then(
                Response.of(400, refusal),
                Response.saying(JudgeUnderTest.verdicts(1)),
                Response.of(200, VECTOR),
                Response.saying(JudgeUnderTest.verdicts(1)),
                Response.of(200, VECTOR));
        JudgeCheck check = judge.judges().check();

        assertThat(check.run().jsonSchema()).isFalse();
        assertThat(check.run().jsonSchema()).isTrue();
    }

    @Test
    void advisesOnAnEndpointWithoutEmbeddings() {
        endpoint.then(
                Response.saying(JudgeUnderTest.verdicts(1)),
                Response.of(404, "{\"error\":{\"message\":\"Not Found\"}}"));

        JudgeCheck.Result result = judge.judges().check().run();

        assertThat(result.reachable()).isTrue();
        assertThat(result.embeddings()).isFalse();
        assertThat(result.advice()).hasSize(2).last().asString().contains("marksheet.judge.embedding-model");
    }

    @Test
    void repeatsNothingAgainstAnEndpointInTrouble() {
        JudgeCheck.Result result = judge.judges().check().run();

        assertThat(result.reachable()).isFalse();
        assertThat(result.jsonSchema()).isNull();
        assertThat(endpoint.received()).hasSize(2);
        assertThat(judge.pauses()).isEmpty();
        assertThat(result.advice()).allSatisfy(line -> assertThat(line).contains("HTTP 500"));
    }

    @Test
    void saysThatNoLlmJudgesWithoutAnEndpoint() {
        JudgeCheck.Result result = new JudgeUnderTest("").judges().check().run();

        assertThat(result.endpoint()).isNull();
        assertThat(result.uses()).contains("no LLM judges");
    }
}
