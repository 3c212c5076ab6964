package dev.marksheet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTests {

    private static final JsonMapper OTHER = JsonMapper.builder().build();
    private static final String ODD = "\"\\/\b\f\n\r\t\0\u001f\u007f\u2028 中文 \uD83D\uDE00 |||| {}[]:,";

    private static Map<String, Object> example() {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("text", ODD);
        example.put(ODD, List.of());
        example.put("list", Arrays.asList("a", null, true, List.of(Map.of("x", 0.85))));
        example.put("whole", 12L);
        example.put("none", Map.of());
        return example;
    }

    @Test
    void writesWhatAnotherReaderReads() {
        assertThat(OTHER.readValue(Json.write(example()), Map.class))
                .isEqualTo(OTHER.readValue(OTHER.writeValueAsString(example()), Map.class));
    }

    @Test
    void readsWhatAnotherWriterWrites() {
        Map<String, Object> expected = example();
        expected.put("whole", 12.0);
        for (String written : List.of(
                OTHER.writeValueAsString(example()),
                OTHER.writerWithDefaultPrettyPrinter().writeValueAsString(example()))) {
            assertThat(Json.read(written)).isEqualTo(expected);
        }
    }

    @Test
    void writesSurrogatesWithoutAPartnerAsEscapes() {
        String written = Json.write("a\uD83Db");

        assertThat(new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo("\"a\\ud83db\"");
        assertThat(Json.read(written)).isEqualTo("a\uD83Db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "1.5", "-2e3", "7E-2", "1e400"})
    void readsNumbers(String number) {
        assertThat(Json.read(" " + number + "\n")).isEqualTo(Double.valueOf(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "+1",
                "NaN",
                "tru",
                "nulls",
                "1 2",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"\\u１234\"",
                "\"\n\"",
                "\"a",
                "<html>"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read(text));
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read("[".repeat(1_000_000)));
    }

    @Test
    void writesNothingThatIsNoJson() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Json.write(new StringBuilder("x")));
    }
}
