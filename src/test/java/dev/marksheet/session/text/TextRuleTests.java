package dev.marksheet.session.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTests {

    private static final Wording WORDS = Wording.of("session.exam", Language.EN);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u0001\ufffe", "😀", "a😀b😀"})
    void findsNothingWrongWithWhatCanBeKept(String text) {
        assertThat(TextRule.fault(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ud83d\ud83d\ude00", "😀\ude00", "\ude00\ud83d"})
    void findsHalfACharacter(String text) {
        assertThat(TextRule.fault(text)).contains("unpaired surrogates");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000", "\u0000😀"})
    void findsTheCharacterThatNoDatabaseKeeps(String text) {
        assertThat(TextRule.fault(text)).contains("U+0000");
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(TextRule.length("a😀𠮷")).isEqualTo(3);
    }

    @Test
    void putsValuesIntoWordsAsTheyAre() {
        assertThat(WORDS.text("headline", "{0} $1 \\")).isEqualTo("{0} $1 \\ in the exam");
        assertThatExceptionOfType(MissingResourceException.class).isThrownBy(() -> WORDS.text("of no such key"));
    }

    @Test
    void findsWordsThatSomeHave() {
        assertThat(WORDS.find("kind.date")).isEqualTo("wrong date");
        assertThat(WORDS.find("kind.of no name")).isEmpty();
        assertThat(WORDS.list("of no such key")).isEmpty();
        assertThat(Wording.of("advice.advice", Language.EN).list("card.retrieval_miss.try"))
                .hasSizeGreaterThan(1)
                .doesNotContainNull();
    }

    @ParameterizedTest
    @EnumSource
    void findsALanguageByItsWireName(Language language) {
        assertThat(language.wireName()).isEqualTo(language.name().toLowerCase());
        assertThat(Language.ofWireName(language.wireName())).isEqualTo(language);
    }

    @Test
    void knowsNoOtherLanguage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Language.ofWireName("fr"))
                .withMessage("must be en or zh");
    }

    @ParameterizedTest
    @CsvSource({
        "0x2028, 'a b'",
        "0x7F, 'a b'",
        "0x2029, 'a b'",
        "0x2027, 'a\u2027b'",
        "0x202A, ab",
        "0x202E, ab",
        "0x2066, ab",
        "0x2069, ab",
        "0x202F, 'a\u202fb'",
        "0x2065, 'a\u2065b'",
        "0x206A, 'a\u206ab'"
    })
    void keepsCharactersThatNeitherBreakALineNorTurnIt(int character, String escaped) {
        assertThat(Markdown.escape("a" + Character.toString(character) + "b")).isEqualTo(escaped);
    }

    @Test
    void beginsAndEndsWithoutWhiteSpace() {
        assertThat(Markdown.escape("\n\na \n b\r\n")).isEqualTo("a  b");
        assertThat(Markdown.code("  ")).as("no code of nothing").isEmpty();
    }
}
