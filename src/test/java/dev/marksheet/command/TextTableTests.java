package dev.marksheet.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTests {

    @Test
    void setsWordsToTheLeftAndFiguresToTheRight() {
        assertThat(TextTable.of(List.of(
                        List.of("metric", "outcome", "mean", "calls"), List.of("faithfulness", "ok", "0.5", "120"))))
                .isEqualTo("""
                        metric        outcome  mean  calls
                        faithfulness  ok        0.5    120
                        """);
    }

    @Test
    void countsTwoPlacesForAChineseCharacterAndItsPunctuation() {
        assertThat(TextTable.of(List.of(List.of("指标，。", "a", "1"), List.of("12345678", "b", "22"))))
                .isEqualTo("指标，。  a   1\n12345678  b  22\n");
    }

    @Test
    void endsALineWithItsLastWord() {
        assertThat(TextTable.of(List.of(List.of("a", "long words"), List.of("b", ""))))
                .isEqualTo("a  long words\nb\n");
    }

    @Test
    void isOneLineForOneRow() {
        assertThat(TextTable.of(List.of(List.of("only")))).isEqualTo("only\n");
    }
}
