package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.judge.llm.endpoint.EndpointFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the events of a stream become one reply. */
class StreamedBodyTests {

    private static JsonNode whole(String... events) {
        return JsonMapper.shared().readTree(StreamedReply.whole(body(events)));
    }

    private static String body(String... events) {
        return "data: " + String.join("\n\ndata: ", events) + "\n";
    }

    private static EndpointFault fault(String... events) {
        return catchThrowableOfType(EndpointFault.class, () -> StreamedReply.whole(body(events)));
    }

    private static String chunk(String member, String text) {
        return "{\"model\": \"m\", \"choices\": [{\"delta\": {\"%s\": \"%s\"}}]}".formatted(member, text);
    }

    @Test
    void tellsAStreamByItsTypeOrItsStart() {
        assertThat(StreamedReply.isOne("text/event-stream; charset=utf-8", "")).isTrue();
        assertThat(StreamedReply.isOne("application/json", "data: {}")).isTrue();
        assertThat(StreamedReply.isOne("application/json", "{\"data:\": 1}")).isFalse();
    }

    @Test
    void putsThePiecesTogetherInTheirOrder() {
        JsonNode whole = whole(
                chunk("content", "one "),
                chunk("content", "two"),
                "{\"choices\": [{\"delta\": {}, \"finish_reason\": \"stop\"}]}",
                "{\"choices\": [], \"usage\": {\"total_tokens\": 7}}",
                "[DONE]");

        assertThat(whole).isEqualTo(JsonMapper.shared().readTree("""
                {"model": "m", "choices": [{"index": 0, "message": {"role": "assistant", "content": "one two"},
                 "finish_reason": "stop"}], "usage": {"total_tokens": 7}}
                """));
    }

    @Test
    void keepsWhatTheModelSaysWhenItDeclines() {
        JsonNode whole = whole(chunk("refusal", "I "), chunk("refusal", "can't"), "[DONE]");

        assertThat(whole.at("/choices/0/message/refusal").asString()).isEqualTo("I can't");
        assertThat(whole.at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(whole.has("usage")).isFalse();
    }

    @Test
    void readsTheLastModelAndUsageThatAreThere() {
        JsonNode whole = whole(
                "{\"model\": \"a\", \"usage\": {\"total_tokens\": 1}}",
                "{\"model\": \"b\", \"usage\": {\"total_tokens\": 2}}",
                "{\"model\": null, \"usage\": null}",
                "[DONE]");

        assertThat(whole.at("/model").asString()).isEqualTo("b");
        assertThat(whole.at("/usage/total_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void passesOverLinesThatAreNoData() {
        String body = ": keep-alive\nevent: x\n" + body(chunk("content", "x"), "[DONE]");

        assertThat(JsonMapper.shared()
                        .readTree(StreamedReply.whole(body))
                        .at("/choices/0/message/content")
                        .asString())
                .isEqualTo("x");
    }

    @Test
    void aStreamThatEndsBeforeTheReplyIsABrokenConnection() {
        assertThat(fault(chunk("content", "half")).kind()).isEqualTo(Kind.BROKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "429, BUSY, 429",
        "400, FINAL, 400",
        "599, SERVER_ERROR, 599",
        "600, SERVER_ERROR, 500",
        "399, SERVER_ERROR, 500",
        "0, SERVER_ERROR, 500"
    })
    void anErrorInTheMiddleIsTheFaultOfItsCode(int code, Kind kind, int status) {
        EndpointFault fault = fault(
                chunk("content", "half"), "{\"error\": {\"code\": %d, \"message\": \"no\"}}".formatted(code), "[DONE]");

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.statusCode()).isEqualTo(status);
        assertThat(fault.error().message()).isEqualTo("no");
    }

    @Test
    void anEventThatIsNoJsonIsNoCompletion() {
        assertThat(fault("{half").kind()).isEqualTo(Kind.SERVER_ERROR);
    }
}
