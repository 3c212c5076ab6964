package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTests {

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
        assertThat(Rarity.of("people"))
                .isGreaterThan(0.05)
                .isLessThan(Rarity.of("bridge"))
                .isLessThan(1);
        assertThat(Rarity.of("zyzzyva")).isEqualTo(1);
    }

    @Test
    void takesFirstCapitalForNoName() {
        List<Word> words = Words.of("Rivers in France");

        assertThat(words).extracting(Word::name).containsExactly(false, false, true);
    }

    @Test
    void readsLongRunsOfNumberPartsWithoutRecursingIntoThem() {
        assertThat(Words.of("1,".repeat(50_000))).isNotEmpty();
    }

    private static List<String> stems(String text) {
        return Words.of(text).stream().map(Word::stem).toList();
    }
}
