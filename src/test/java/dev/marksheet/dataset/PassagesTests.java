package dev.marksheet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PassagesTests {

    private static Object json(String text) {
        return JsonMapper.shared().readValue(text, Object.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '`', textBlock = """
            ["a", "b"]                                               ^ a;b
            []                                                       ^ ``
            ""                                                       ^ ``
            " "                                                      ^ ` `
            "a |||| b ||||  |||| "                                   ^ a;b;;
            "a||||b"                                                 ^ a||||b
            "[\\"a\\", \\"b\\"]"                                     ^ a;b
            " {\\"text\\": \\"a\\"} "                                ^ a
            "[1, 2]"                                                 ^ [1, 2]
            "[a"                                                     ^ [a
            "[a]"                                                    ^ [a]
            "{a]"                                                    ^ {a]
            ["[\\"a\\"]"]                                            ^ ["a"]
            [{"content": "a", "text": "b"}, {"page_content": "c"}]   ^ a;c
            [{"node": {"text": "a"}}, {"document": "b"}]             ^ a;b
            [{"node": {"score": 1}, "doc": {"text": "b"}}]           ^ b
            [{"q": "Why?", "a": "So."}, {"q": "Why?", "a": ""}]      ^ Why?\\nSo.;Why?
            [{"q": "Why?", "a": 7}]                                  ^ Why?
            [["a", 0.5], [{"text": "b"}, 1]]                         ^ a;b
            {"text": "a"}                                            ^ a
            {"contexts": ["a", "b"]}                                 ^ a;b
            {"data": {"records": [{"segment": {"content": "a"}}]}}   ^ a
            {"contexts": "no list", "docs": ["a"]}                   ^ a
            """)
    void areReadInTheShapesOfTools(String value, String texts) {
        assertThat(String.join(";", Passages.of(json(value)))).isEqualTo(texts.replace("\\n", "\n"));
    }

    @Test
    void areNoneWhereThereIsNothing() {
        assertThat(Passages.of(null)).isEmpty();
        assertThat(Passages.of("")).isEmpty();
        assertThat(Passages.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '`', textBlock = """
            7                        ^ -1
            true                     ^ -1
            {}                       ^ -1
            {"score": 1}             ^ -1
            {"contexts": "a"}        ^ -1
            ["a", 7]                 ^ 1
            [null]                   ^ 0
            ["a", "b", {"score": 1}] ^ 2
            [["a", "b"]]             ^ 0
            [["a", 1, 2]]            ^ 0
            [["a"]]                  ^ 0
            """)
    void areRefusedWhereOneHasNoText(String value, int index) {
        assertThatExceptionOfType(Passages.UnreadableException.class)
                .isThrownBy(() -> Passages.of(json(value)))
                .withMessage(Passages.FORM)
                .returns(index, Passages.UnreadableException::index);
    }

    /** Objects around a text, so many. */
    private static Object nested(int depth) {
        Object inner = Map.of("text", "a");
        for (int i = 0; i < depth; i++) {
            inner = Map.of("node", inner);
        }
        return inner;
    }

    @Test
    void areReadSixObjectsDeep() {
        assertThat(Passages.of(List.of(nested(5)))).containsExactly("a");
        assertThatExceptionOfType(Passages.UnreadableException.class).isThrownBy(() -> Passages.of(List.of(nested(6))));
    }

    @Test
    void areLookedForInLimitedDepthOfObjectsAndPairs() {
        Object lists = List.of("a");
        for (int i = 0; i < 7; i++) {
            lists = Map.of("data", lists);
        }
        Object pairs = "a";
        for (int i = 0; i < 6; i++) {
            pairs = List.of(pairs, 1);
        }
        Object deepLists = Map.of("data", lists);
        Object deepPairs = List.of(List.of(pairs, 1));

        assertThat(Passages.of(lists)).containsExactly("a");
        assertThat(Passages.of(List.of(pairs))).containsExactly("a");
        assertThatExceptionOfType(Passages.UnreadableException.class).isThrownBy(() -> Passages.of(deepLists));
        assertThatExceptionOfType(Passages.UnreadableException.class).isThrownBy(() -> Passages.of(deepPairs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", " {\"a\": 1}\n"})
    void seeJsonInAText(String text) {
        assertThat(Passages.json(text)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a", "[1", "1]", "{1", "1}", "[1}", "{1]", "[x]"})
    void seeNoneInOthers(String text) {
        assertThat(Passages.json(text)).isNull();
    }
}
