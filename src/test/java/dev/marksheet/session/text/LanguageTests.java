package dev.marksheet.session.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageTests {

    @Test
    void isChineseFromAFifthOfHanLettersOn() {
        assertThat(Language.of(List.of("评abcd"))).isEqualTo(Language.ZH);
        assertThat(Language.of(List.of("评abcde"))).isEqualTo(Language.EN);
    }

    @Test
    void looksAtAllTextsTogether() {
        assertThat(Language.of(List.of("GPT", "多久需要除垢一次"))).isEqualTo(Language.ZH);
    }

    @Test
    void isEnglishWithoutLetters() {
        assertThat(Language.of(List.of("", "42 + 1"))).isEqualTo(Language.EN);
    }
}
