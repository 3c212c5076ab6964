package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTests {

    @Test
    void readsWhatOpenAiAndThoseLikeItSay() {
        assertThat(ErrorBody.of("""
                {"error": {"code": "c", "type": "t", "param": "p", "message": "m", "failed_generation": "{\\"x\\""}}
                """)).isEqualTo(new ErrorBody("c", "t", "p", "m", "{\"x\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\": \"m\", \"code\": 7}",
                "[{\"error\": {\"message\": \"m\", \"code\": 7}}]",
                "{\"error\": {\"message\": \"m\", \"code\": \"7\", \"type\": null, \"param\": [\"p\"]}}",
                "{\"error\": \"m\", \"code\": 7}",
                "{\"detail\": \"m\", \"code\": 7}"
            })
    void readsTheSameWhereverItStands(String body) {
        assertThat(ErrorBody.of(body)).isEqualTo(new ErrorBody("7", "", "", "m", ""));
    }

    @Test
    void readsTheBodyOfTheProviderBehindABroker() {
        String broker = "{\"error\": {\"message\": \"Provider returned error\", \"metadata\": {\"raw\": %s}}}";

        assertThat(ErrorBody.of(broker.formatted("\" {\\\"error\\\": {\\\"message\\\": \\\"inner\\\"}}\""))
                        .message())
                .isEqualTo("inner");
        assertThat(ErrorBody.of(broker.formatted("\"just words\"")).message()).isEqualTo("Provider returned error");
        assertThat(ErrorBody.of(broker.formatted("7")).message()).isEqualTo("Provider returned error");
    }

    @Test
    void joinsThePlacesAndComplaintsOfAValidator() {
        assertThat(ErrorBody.of("""
                {"detail": [{"loc": ["body", "messages", 0], "msg": "too long", "input": "secret"},
                            {"loc": ["body"], "msg": "missing"}]}
                """).message()).isEqualTo("body.messages.0: too long; body: missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>no</html>", "  <html>", "{\"error\": ", "[", "{}", ""})
    void findsNothingWhereNothingIsSaid(String body) {
        assertThat(ErrorBody.of(body)).isEqualTo(ErrorBody.NONE);
    }

    @Test
    void takesATextForItsMessage() {
        assertThat(ErrorBody.of(" upstream is down ").message()).isEqualTo("upstream is down");
        assertThat(ErrorBody.of("x".repeat(1001)).message()).hasSize(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bad value, 'input': 'secret'|bad value",
                "bad value,  \"input\" : \"secret\"|bad value",
                "bad [input_value='secret']|bad [",
                "my_input_value = 3|my_input_value = 3",
                "input_value=secret|input_value=secret"
            })
    void leavesOutWhatIsRepeatedOfTheRequest(String said, String kept) {
        assertThat(ErrorBody.of(said).message()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at most 4096 tokens, you asked for 9000|1|8192|4096",
                "range is [1, 8,192]|1|8193|8192",
                "range is [1, 8,192]|1|8192|1",
                "of 5 or 7|5|7|5",
                "of 5 or 7|6|7|0",
                "of 1234567890 tokens|1|2000000000|123456789",
                "none at all|0|100|0"
            })
    void findsTheLargestNumberOfARange(String message, int least, int limit, int found) {
        assertThat(new ErrorBody("", "", "", message, "").numberBetween(least, limit))
                .isEqualTo(found);
    }
}
