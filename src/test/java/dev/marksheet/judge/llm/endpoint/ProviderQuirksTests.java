package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who says what, and what it means: one line for each row of the table, and for the order of those that both fit. */
class ProviderQuirksTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "json_validate_failed||response_format broke|NO_JSON_WRITTEN",
                "INSUFFICIENT_QUOTA|||QUOTA",
                "1113|||QUOTA",
                "Arrearage|||NO_CREDIT",
                "||API key not valid. Please pass a valid one|KEY",
                "invalid_api_key|||KEY",
                "model_not_found|||NO_MODEL",
                "||Model Not Exist|NO_MODEL",
                "||JSON mode is not supported while thinking is on|NO_FORMAT",
                "||parameter.enable_thinking must be set to false|MUST_NOT_THINK",
                "||enable_thinking is restricted to True|NO_THINKING_SWITCH",
                "|reasoning_effort|unsupported|NO_THINKING_SWITCH",
                "|thinking.type|unsupported|NO_THINKING_SWITCH",
                "|chat_template_kwargs|unsupported|NO_THINKING_SWITCH",
                "unsupported_parameter|max_tokens|try another|NO_MAX_TOKENS",
                "||Use max_completion_tokens instead|NO_MAX_TOKENS",
                "||max_tokens is too large: 9000|TOO_MUCH_ROOM",
                "||Range of max_tokens should be [1, 8192]|TOO_MUCH_ROOM",
                "context_length_exceeded|||TOO_LONG",
                "||This model's maximum context length is 8192 tokens|TOO_LONG",
                "content_filter|||FILTERED",
                "1301|||FILTERED",
                "||Content Exists Risk|FILTERED",
                "||encoding_format is not supported|NO_BASE64",
                "|response_format.type|unavailable|NO_FORMAT",
                "||json_schema is not supported|NO_FORMAT",
                "||temperature must be greater than 0|TEMPERATURE_TOO_LOW",
                "||temperature 参数非法|TEMPERATURE_TOO_LOW",
                "|temperature|unsupported value|NO_TEMPERATURE",
                "||only temperature 1 is allowed|NO_TEMPERATURE",
                "||System role not supported|NO_SYSTEM_ROLE",
                "||Unrecognized argument: reasoning_effort|NO_THINKING_SWITCH",
                "||batch size 64 > maximum allowed 32|TOO_MANY_TEXTS",
                "1210||temporarily odd|VAGUE",
                "|||VAGUE",
                "||Bad Request.|VAGUE",
                "||Provider returned error|VAGUE",
                "||a bad request of a special kind|UNKNOWN"
            })
    void meansWhatItSays(String code, String param, String message, ErrorMeaning meaning) {
        ErrorBody coded = new ErrorBody(text(code), "", text(param), text(message), "");
        ErrorBody typed = new ErrorBody("", text(code), text(param), text(message), "");

        assertThat(ProviderQuirks.meaning(coded)).isEqualTo(meaning);
        assertThat(ProviderQuirks.meaning(typed)).isEqualTo(meaning);
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    @ParameterizedTest
    @CsvSource({
        "KEY, 400, final.401",
        "KEY, 403, final.403",
        "NO_CREDIT, 403, final.402",
        "QUOTA, 429, final.429",
        "TOO_LONG, 400, final.too_long",
        "UNKNOWN, 401, final.401",
        "UNKNOWN, 402, final.402",
        "UNKNOWN, 404, final.404",
        "UNKNOWN, 429, final.429",
        "UNKNOWN, 400, final.other",
        "VAGUE, 500, final.other"
    })
    void showsTheWayOutThatTellsMore(ErrorMeaning meaning, int status, String key) {
        assertThat(meaning.wayOut(status)).isEqualTo(key);
    }

    @Test
    void saysWhatTheModelLacks() {
        assertThat(ErrorMeaning.NO_FORMAT.lacking()).containsExactly(Capability.JSON_SCHEMA, Capability.JSON_OBJECT);
        assertThat(ErrorMeaning.KEY.lacking()).isEmpty();
        assertThat(ErrorMeaning.NO_FORMAT).hasToString("no_format");
    }
}
