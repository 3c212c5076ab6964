package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTests {

    @Test
    void givesInflectionsOneStem() {
        assertThat(stems("bridges bridge bridged")).containsOnly("bridg");
    }

    @Test
    void givesSpellingsOfNumberOneStem() {
        assertThat(stems("1,000 1000 1000.0 01000")).containsOnly("#1000");
        assertThat(stems("in three 3 03")).endsWith("#3", "#3", "#3");
    }

    @Test
    void readsEachChineseCharacterForItself() {
        assertThat(stems("北京2008年")).containsExactly("北", "京", "#2008", "年");
    }

    @Test
    void weighsRareWordsMoreThanFrequentOnes() {
        assertThat(InverseDocumentFrequency.of("people"))
                .isGreaterThan(0.05)
                .isLessThan(InverseDocumentFrequency.of("bridge"))
                .isLessThan(1);
        assertThat(InverseDocumentFrequency.of("zyzzyva")).isEqualTo(1);
    }

    @Test
    void takesFirstCapitalForNoName() {
        List<Token> words = Tokenizer.of("Rivers in France");

        assertThat(words).extracting(Token::name).containsExactly(false, false, true);
    }

    @Test
    void readsLongRunsOfNumberPartsWithoutRecursingIntoThem() {
        assertThat(Tokenizer.of("1,".repeat(50_000))).isNotEmpty();
    }

    private static List<String> stems(String text) {
        return Tokenizer.of(text).stream().map(Token::stem).toList();
    }
}
