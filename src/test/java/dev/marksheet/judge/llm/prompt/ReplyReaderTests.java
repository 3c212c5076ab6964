package dev.marksheet.judge.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the members of a reply are read, and which are refused. */
class ReplyReaderTests {

    private static JsonNode of(String value) {
        return JsonMapper.shared().readTree("{\"x\": " + value + "}");
    }

    private static String complaint(Runnable reading) {
        return catchThrowableOfType(UnusableReply.class, reading::run)
                .reason(Wording.of(JudgeException.FAULTS, Language.EN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "true|true",
                "false|false",
                "1|true",
                "0|false",
                "-1|true",
                "0.5|true",
                "\"1\"|true",
                "\"0\"|false",
                "\" Yes. \"|true",
                "\"NO!\"|false",
                "\"y\"|true",
                "\"n\"|false",
                "\"是。\"|true",
                "\"否\"|false",
                "\"Supported\"|true",
                "\"not supported\"|false",
                "\"contradicted\"|false",
                "\"not mentioned\"|false",
                "\"useful\"|true",
                "\"true'\"|true"
            })
    void readsAVerdict(String value, boolean verdict) {
        assertThat(ReplyReader.verdict(of(value), "x")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"maybe\"", "\"\"", "null", "[]", "{}", "\"yes and no\""})
    void refusesWhatIsNoVerdict(String value) {
        assertThat(complaint(() -> ReplyReader.verdict(of(value), "x")))
                .contains("x")
                .contains("neither 1 nor 0");
        assertThatThrownBy(() -> ReplyReader.verdict(of("1"), "y")).isInstanceOf(UnusableReply.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "null",
            value = {
                "\"supported\"|SUPPORTED",
                "\"contradicts\"|CONTRADICTED",
                "\"Contradicted.\"|CONTRADICTED",
                "\"not_mentioned\"|NOT_MENTIONED",
                "\"未提及\"|NOT_MENTIONED",
                "1|SUPPORTED",
                "0|null",
                "\"0\"|null",
                "\"no\"|null"
            })
    void readsALabel(String value, VerdictLabel label) {
        assertThat(ReplyReader.label(of(value), "x")).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"unclear\"", "[1]", "null"})
    void refusesWhatIsNoLabel(String value) {
        assertThat(complaint(() -> ReplyReader.label(of(value), "x"))).contains("supported, contradicted");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-7, -7", "7.0, 7", "2147483647, 2147483647", "-2147483647, -2147483647"})
    void readsAWholeNumber(String value, int number) {
        assertThat(ReplyReader.number(of(value), "x")).isEqualTo(number);
        assertThat(ReplyReader.number(of("\" " + value + " \""), "x")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "\"seven\"", "2147483648", "null", "[7]", "\"\"", "\"NaN\"", "\"Infinity\""})
    void refusesWhatIsNoWholeNumber(String value) {
        assertThat(complaint(() -> ReplyReader.number(of(value), "x"))).contains("whole number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3|3", "\"3\"|3", "\"x\"|9", "null|9", "[3]|9", "\"1234567890\"|9", "\"-3\"|9"})
    void takesAnotherNumberWhereThereIsNone(String value, int number) {
        assertThat(ReplyReader.numberOr(of(value), "x", 9)).isEqualTo(number);
        assertThat(ReplyReader.numberOr(of(value), "y", 9)).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"\" a b \"|a b", "7|7", "true|true", "null|~~", "[\"a\"]|~~", "{\"a\":1}|~~"})
    void readsATextWhateverItIsWrittenAs(String value, String text) {
        assertThat(ReplyReader.text(of(value), "x")).isEqualTo(text);
        assertThat(ReplyReader.prose(of(value), "x")).isEqualTo(text);
    }

    @Test
    void cutsTextsThatAreTooLongToKeep() {
        JsonNode reply = of("\"" + "x".repeat(40_001) + "\"");

        assertThat(ReplyReader.text(reply, "x")).hasSize(4000).endsWith("x…");
        assertThat(ReplyReader.prose(reply, "x")).hasSize(40_000).endsWith("x…");
    }

    @Test
    void readsListsUpToABound() {
        String two = IntStream.range(0, 2000).mapToObj(String::valueOf).collect(Collectors.joining(","));

        assertThat(ReplyReader.list(of("[" + two + "]"), "x")).hasSize(2000);
        assertThat(complaint(() -> ReplyReader.list(of("[" + two + ",1]"), "x")))
                .contains("2001", "2000");
        assertThat(complaint(() -> ReplyReader.list(of("\"a\""), "x"))).contains("not a list");
    }

    @Test
    void readsTheTextsOfAList() {
        assertThat(ReplyReader.texts(of("[\" a \", \"\", 7, {}, {\"number\": \"12. \", \"text\": \" b \"}]"), "x"))
                .containsExactly("a", "7", "b");
        assertThat(ReplyReader.texts(of("[{\"a\": 1, \"b\": \"1a\"}]"), "x")).containsExactly("1a");
        String digits = "1".repeat(41);
        assertThat(ReplyReader.texts(of("[{\"a\": \"" + digits + "\"}]"), "x")).containsExactly(digits);
        assertThat(complaint(() -> ReplyReader.texts(of("[{\"a\": \"12)\"}]"), "x")))
                .contains("an item has no text");
    }

    private static String numbers(String items, int count) {
        return ReplyReader.matching(of(items), "x", count).stream()
                .map(item -> item.path("is").asString("-"))
                .collect(Collectors.joining());
    }

    @Test
    void putsItemsInTheOrderOfTheirNumbers() {
        assertThat(numbers("[{\"number\":2,\"is\":\"b\"},{\"number\":\"1\",\"is\":\"a\"}]", 2))
                .isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "0, 1", "3, 1", "2, 3"})
    void takesItemsAsTheyComeWhereTheirNumbersAreNotComplete(int first, int second) {
        assertThat(numbers("[{\"number\":%d,\"is\":\"b\"},{\"number\":%d,\"is\":\"a\"}]".formatted(first, second), 2))
                .isEqualTo("ba");
    }

    @Test
    void refusesMoreOrFewerItemsThanWereAskedAbout() {
        assertThat(complaint(() -> ReplyReader.matching(of("[1]"), "x", 2))).contains("2", "1");
        assertThat(complaint(() -> ReplyReader.matching(of("[1,2,3]"), "x", 2))).contains("2", "3");
        assertThat(ReplyReader.matching(of("[]"), "x", 0)).isEmpty();
    }

    @Test
    void aComplaintKeepsTheReply() {
        UnusableReply wrong = catchThrowableOfType(UnusableReply.class, () -> ReplyReader.number(of("[]"), "x"));

        assertThat(wrong.kind()).isEqualTo(UnusableReply.Kind.WRONG);
        assertThat(wrong.reply()).isEqualTo("{\"x\":[]}");
    }
}
