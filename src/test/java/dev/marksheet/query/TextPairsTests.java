package dev.marksheet.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be a label. */
class TextPairsTests {

    private static TextPairs.@Nullable Fault fault(String key, @Nullable String value) {
        return TextPairs.fault(Collections.singletonMap(key, value), 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "模型", "a b", "😀", "a/b"})
    void mayBeInAnyScript(String text) {
        assertThat(fault(text, text)).isNull();
        assertThat(fault(text, "")).isNull();
        assertThat(fault(text, "a:b\nc")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', must have a name of 1 to 100 characters",
        "' ', must have a name of 1 to 100 characters",
        "a:b, must have a name without a colon",
        ":, must have a name without a colon"
    })
    void mayNotHaveEveryKey(String key, String message) {
        assertThat(fault(key, "v")).isEqualTo(new TextPairs.Fault(key, message));
    }

    @Test
    void mayNotHaveWhatNobodyCanReadOrKeep() {
        assertThat(fault("a\u0007", "v"))
                .isEqualTo(new TextPairs.Fault("a\u0007", "must have a name without control characters"));
        assertThat(fault("a\ud800", "v")).isNotNull();
        assertThat(fault("a", "\u0000")).isNotNull();
        assertThat(fault("a", null))
                .isEqualTo(new TextPairs.Fault("a", "must be a string; leave the pair out to have none"));
    }

    @Test
    void mayBeSoLong() {
        assertThat(fault("k".repeat(100), "v".repeat(500))).isNull();
        assertThat(fault("k".repeat(101), "v"))
                .isEqualTo(new TextPairs.Fault("k".repeat(99) + "…", "must have a name of 1 to 100 characters"));
        assertThat(fault("k", "v".repeat(501))).isEqualTo(new TextPairs.Fault("k", "must have at most 500 characters"));
    }

    @Test
    void mayBeSoMany() {
        Map<String, String> two = Map.of("a", "1", "b", "2");

        assertThat(TextPairs.fault(two, 2)).isNull();
        assertThat(TextPairs.fault(two, 1))
                .isEqualTo(new TextPairs.Fault("", "holds 2 pairs, more than the 1 that are kept"));
    }
}
