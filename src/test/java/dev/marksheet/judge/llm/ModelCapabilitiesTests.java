package dev.marksheet.judge.llm;

import static dev.marksheet.judge.llm.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCapabilitiesTests {

    private static final String NO_SCHEMA_DEEPSEEK = """
            {"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}""";

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl());

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            OpenAI      | {"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","type":"invalid_request_error","param":null,"code":null}}
            Azure       | {"error":{"code":"BadRequest","message":"response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later"}}
            vLLM        | {"object":"error","message":"[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \\"Input should be 'text' or 'json_object'\\", 'input': 'json_schema'}]","type":"BadRequestError","param":null,"code":400}
            vLLM guided | {"error":{"message":"The provided JSON schema contains features not supported by xgrammar.","type":"BadRequestError","param":null,"code":400}}
            Ollama      | {"error":{"message":"json: cannot unmarshal object into Go struct field ChatCompletionRequest.response_format of type string","type":"invalid_request_error","param":null,"code":null}}
            DashScope   | {"error":{"code":"invalid_parameter_error","param":null,"message":"<400> InternalError.Algo.InvalidParameter: 'response_format.type' Invalid value: 'json_schema'. Supported values are: 'json_object', 'text'.","type":"invalid_request_error"},"request_id":"7b1a"}
            DeepSeek    | {"error":{"message":"This response_format type is unavailable now","type":"invalid_request_error","param":null,"code":"invalid_request_error"}}
            """)
    void learnsOnceThatSchemasAreRefused(String provider, String refusal) {
        endpoint.then(Response.of(400, refusal)).otherwise(request -> Response.saying(verdicts(1, 0)));

        judge.ask();
        judge.ask();

        assertThat(endpoint.received())
                .as(provider)
                .extracting(Request::format)
                .containsExactly("json_schema", "json_object", "json_object");
        assertThat(judge.pauses()).isEmpty();
    }

    @Test
    void goesOnWithoutAnyFormatWhenJsonModeIsRefusedToo() {
        endpoint.otherwise(request -> request.format().isEmpty()
                ? Response.saying("Sure: " + verdicts(1, 0))
                : Response.of(400, NO_SCHEMA_DEEPSEEK));

        assertThat(judge.ask().reply().verdicts()).hasSize(2);
        judge.ask();

        assertThat(endpoint.received())
                .extracting(Request::format)
                .containsExactly("json_schema", "json_object", "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Where is it?", "它在哪里？"})
    void saysJsonInEveryPromptAsJsonModeDemands(String question) {
        endpoint.then(Response.of(400, NO_SCHEMA_DEEPSEEK))
                .otherwise(request -> Response.saying("{\"statements\":[]}"));

        judge.ask(new JudgeTask.Statements(question, question));

        assertThat(endpoint.received().get(1).message(0)).containsIgnoringCase("json");
    }

    @Test
    void leavesOutATemperatureThatIsRefused() {
        String refusal = """
                {"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}""";
        endpoint.then(Response.of(400, refusal)).otherwise(request -> Response.saying(verdicts(1, 0)));

        judge.ask();
        judge.ask();

        assertThat(endpoint.received())
                .extracting(request -> request.body().has("temperature"))
                .containsExactly(true, false, false);
        assertThat(endpoint.received()).extracting(Request::format).containsOnly("json_schema");
    }

    @Test
    void renamesATokenLimitThatIsRefused() {
        String refusal = """
                {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}""";
        endpoint.then(Response.cutOff("{"), Response.of(400, refusal), Response.saying(verdicts(1, 0)));

        judge.ask();

        Request last = endpoint.received().get(2);
        assertThat(last.body().has("max_tokens")).isFalse();
        assertThat(last.body().path("max_completion_tokens").asInt()).isEqualTo(4096);
    }

    @Test
    void opensTheUserMessageWithTheInstructionsWhenThereIsNoSystemRole() {
        String refusal = """
                {"object":"error","message":"System role not supported","type":"BadRequestError","param":null,"code":400}""";
        endpoint.then(Response.of(400, refusal)).otherwise(request -> Response.saying(verdicts(1, 0)));

        judge.ask();

        Request with = endpoint.received().get(0);
        Request without = endpoint.received().get(1);
        assertThat(without.body().path("messages")).hasSize(1);
        assertThat(without.body().path("messages").path(0).path("role").asString())
                .isEqualTo("user");
        assertThat(without.message(0)).startsWith(with.message(0).strip()).contains("<<<question ");
    }

    @Test
    void switchesThinkingOffWhereAProviderDemandsIt() {
        String refusal = """
                {"error":{"code":"invalid_parameter_error","param":null,"message":"parameter.enable_thinking must be set to false for non-streaming calls","type":"invalid_request_error"}}""";
        endpoint.then(Response.of(400, refusal)).otherwise(request -> Response.saying(verdicts(1, 0)));

        judge.ask();

        assertThat(endpoint.received())
                .extracting(request -> request.body().path("enable_thinking").asString("absent"))
                .containsExactly("absent", "false");
    }

    @Test
    void knowsOfEachModelByItself() {
        endpoint.then(Response.of(400, NO_SCHEMA_DEEPSEEK)).otherwise(request -> Response.saying(verdicts(1, 0)));

        judge.ask();
        judge.judges().judge("other-model").ask(JudgeUnderTest.TASK);

        assertThat(endpoint.received().get(2).format()).isEqualTo("json_schema");
    }

    @Test
    void takesAnyOther400ForFinal() {
        String tooLong = """
                {"error":{"message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""";
        endpoint.then(5, Response.of(400, tooLong));

        assertThatThrownBy(judge::ask)
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("the texts are too long for this model");
        assertThat(endpoint.received()).hasSize(1);
    }
}
