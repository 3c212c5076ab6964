package dev.marksheet.judge.llm;

import static dev.marksheet.judge.llm.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals that do not say what they mind. */
class VagueRefusalTests {

    private static final String GLM = "{\"error\":{\"code\":\"1210\",\"message\":\"API 调用参数有误，请检查文档。\"}}";

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl());

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    private void refuses(Predicate<Request> minded, int status, String body) {
        endpoint.otherwise(
                request -> minded.test(request) ? Response.of(status, body) : Response.saying(verdicts(1, 0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GLM,
                "",
                "{}",
                "<html><body>400 Bad Request</body></html>",
                "{\"error\":{\"message\":\"Bad Request\"}}",
                "{\"error\":{\"message\":\"Provider returned error\",\"code\":400}}",
                "[{\"error\":{\"code\":400,\"message\":\"Request contains an invalid argument.\",\"status\":\"INVALID_ARGUMENT\"}}]",
                "{\"error\":{\"code\":\"1210\",\"message\":\"Invalid API parameter, please check the documentation.\"}}"
            })
    void findsOutThatSchemasAreMinded(String body) {
        refuses(request -> request.format().equals("json_schema"), 400, body);

        judge.ask();
        judge.ask();

        assertThat(endpoint.received())
                .extracting(Request::format)
                .containsExactly("json_schema", "json_object", "json_object");
    }

    @Test
    void losesNothingButWhatIsMinded() {
        refuses(request -> request.body().path("temperature").asDouble(1) < 0.005, 400, GLM);

        judge.ask();
        judge.ask();

        Request last = endpoint.received().get(endpoint.received().size() - 1);
        assertThat(last.format()).isEqualTo("json_schema");
        assertThat(last.body().path("temperature").asDouble()).isEqualTo(0.01);
        assertThat(endpoint.received()).hasSize(5);
        assertThat(judge.judges().check().run().uses()).contains("JSON schema and temperature 0.01");
    }

    @Test
    void leavesAllOutWhereSeveralThingsAreMinded() {
        refuses(request -> !request.format().isEmpty() || request.body().has("temperature"), 422, "");

        assertThat(judge.ask().reply().verdicts()).hasSize(2);
        int learnt = endpoint.received().size();
        judge.ask();

        assertThat(endpoint.received()).hasSize(learnt + 1);
    }

    @Test
    void findsOutThatASwitchOfThinkingIsMinded() {
        JudgeUnderTest deepseek = new JudgeUnderTest(endpoint.baseUrl()).as("https://api.deepseek.com/v1");
        refuses(request -> request.body().has("thinking"), 400, GLM);

        deepseek.ask();
        deepseek.ask();

        Request last = endpoint.received().get(endpoint.received().size() - 1);
        assertThat(last.body().has("thinking")).isFalse();
        assertThat(last.format()).isEqualTo("json_schema");
    }

    @Test
    void looksForNothingOnceTheSameRequestWentThrough() {
        endpoint.then(Response.saying(verdicts(1, 0)), Response.of(400, GLM));
        judge.ask();

        assertThatThrownBy(judge::ask).isInstanceOf(JudgeException.class).hasMessageContaining("参数有误");
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void givesUpWhereNothingHelps() {
        refuses(request -> true, 400, GLM);

        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(judge::ask).isInstanceOf(JudgeException.class);
        }

        assertThat(endpoint.received()).hasSizeBetween(30, 40);
        assertThat(judge.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Zhipu     | {"error":{"code":"1214","message":"temperature参数非法。请检查文档。"}}
            TGI       | {"error":"Input validation error: `temperature` must be strictly positive","error_type":"validation"}
            range     | {"error":{"message":"temperature must be greater than 0","type":"invalid_request_error"}}
            """)
    void asksWithTheLeastTemperatureWhereNoneIsTaken(String provider, String body) {
        refuses(request -> request.body().path("temperature").asDouble(1) == 0, 400, body);

        judge.ask();
        judge.ask();

        assertThat(endpoint.received())
                .as(provider)
                .extracting(request -> request.body().path("temperature").asDouble())
                .containsExactly(0.0, 0.01, 0.01);
    }

    @Test
    void leavesTheTemperatureOutWhereOnlyOneIsTaken() {
        refuses(
                request -> request.body().has("temperature"),
                400,
                "{\"error\":{\"message\":\"invalid temperature: only 1 is allowed for this model\",\"type\":\"invalid_request_error\"}}");

        judge.ask();

        assertThat(endpoint.received())
                .extracting(request -> request.body().has("temperature"))
                .containsExactly(true, false);
    }
}
