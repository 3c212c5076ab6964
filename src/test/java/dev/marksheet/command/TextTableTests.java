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
    void countsTwoPlacesForFullWidthFormsAndNothingBesideThem() {
        for (String wide : List.of("\u3000", "\u303f", "\uff00", "\uff60", "茶")) {
            assertThat(TextTable.of(List.of(List.of(wide, "a"), List.of("xy", "b"))))
                    .isEqualTo(wide + "  a\nxy  b\n");
        }
        for (String narrow : List.of("\u2fff", "\u3040", "\ufeff", "\uff61", "é")) {
            assertThat(TextTable.of(List.of(List.of(narrow, "a"), List.of("xy", "b"))))
                    .isEqualTo(narrow + "   a\nxy  b\n");
        }
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
