package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures of texts against numbers worked out by hand, some of them well-known examples. */
class TextMeasuresTests {

    private static final Offset<Double> TINY = within(1e-9);

    @Test
    void clipsRepeatedWordsAndSmoothesMissingRunsInBleu() {
        double value = Bleu.of("the the the the the the the", List.of("the cat is on the mat"));

        // 2 of 7 words; no run of 2, 3 or 4, so a half, a quarter and an eighth of one; 7 words are not too few.
        double expected = Math.pow(2.0 / 7 * (1.0 / 2 / 6) * (1.0 / 4 / 5) * (1.0 / 8 / 4), 0.25);
        assertThat(value).isCloseTo(expected, TINY);
    }

    @Test
    void punishesShortTextsInBleu() {
        double value = Bleu.of("the cat sat on", List.of("the cat sat on the mat"));

        assertThat(value).isCloseTo(Math.exp(1 - 6.0 / 4), TINY);
    }

    @Test
    void measuresShortnessInBleuByTheReferenceThatIsNearestInLength() {
        String text = "a b c d e";
        String longer = "a b c d e f g";
        String shorter = "a b c d";

        assertThat(Bleu.of(text, List.of("a b c d e f g h i", longer))).isCloseTo(Math.exp(1 - 7.0 / 5), TINY);
        assertThat(Bleu.of(text, List.of(longer, "a b c d e f g h i"))).isCloseTo(Math.exp(1 - 7.0 / 5), TINY);
        assertThat(Bleu.of(text, List.of("a b c d e f", shorter)))
                .as("of two as near the shorter one: nothing is missing")
                .isCloseTo(1, TINY);
        assertThat(Bleu.of(text, List.of(shorter, "a b c d e f"))).isCloseTo(1, TINY);
        assertThat(Bleu.of(text, List.of(text))).as("not short at all").isCloseTo(1, TINY);
    }

    @Test
    void takesTwoEmptyTextsForEqualAndOneForDifferent() {
        assertThat(TextDistance.JARO.similarity("", "")).isEqualTo(1);
        assertThat(TextDistance.JARO.similarity("a", "")).isZero();
        assertThat(TextDistance.JARO_WINKLER.similarity("", "a")).isZero();
    }

    @Test
    void countsACommonPrefixOnlyAboveSevenTenths() {
        // 2 of 4 and 2 of 5 letters in order: (0.5 + 0.4 + 1) / 3 = 0.633, a common prefix of 2 or not.
        assertThat(TextDistance.JARO_WINKLER.similarity("abxy", "abcde")).isCloseTo(1.9 / 3, TINY);
        // (0.75 + 0.75 + 1) / 3 with a prefix of 3 and one that is counted up to 4 letters.
        assertThat(TextDistance.JARO_WINKLER.similarity("abcx", "abcy")).isCloseTo(0.883333333, within(1e-8));
        assertThat(TextDistance.JARO_WINKLER.similarity("abcdex", "abcdey")).isCloseTo(14 / 15.0, TINY);
    }

    @Test
    void splitsSentencesAndMarksForBleu() {
        assertThat(Bleu.sentences("One. Two, three. Four")).containsExactly("One", "Two, three", "Four");
        assertThat(Bleu.tokens("It's 3.5, isn't it?")).containsExactly("It's", "3.5", ",", "isn't", "it", "?");
        assertThat(Bleu.of("one two three", List.of("one two three")))
                .as("fewer than four words")
                .isZero();
    }

    @Test
    void averagesTheOrdersThatBothTextsHaveInChrf() {
        // Of "abc" and "abd" 2 of 3 letters, 1 of 2 pairs and 0 of 1 triples are shared; longer runs there are none.
        assertThat(Chrf.of("abc", "abd", 6, 2)).isCloseTo((2.0 / 3 + 1.0 / 2 + 0) / 3, TINY);
        assertThat(Chrf.of("a b", "ab", 6, 2)).as("white space does not count").isCloseTo(1, TINY);
        assertThat(Chrf.of(" ", "ab", 6, 2)).isZero();
    }

    @Test
    void weighsRecallFourfoldInChrf() {
        // Precision 1, recall 1 of 2 for letters; order 1 alone.
        assertThat(Chrf.of("a", "ab", 1, 2)).isCloseTo(5 * 1 * 0.5 / (4 * 1 + 0.5), TINY);
    }

    @ParameterizedTest
    @CsvSource({
        "MARTHA, MARHTA, 0.944444444, 0.961111111",
        "DIXON, DICKSONX, 0.766666667, 0.813333333",
        "DWAYNE, DUANE, 0.822222222, 0.84",
        "abc, xyz, 0, 0"
    })
    void givesTheWellKnownJaroSimilarities(String a, String b, double jaro, double winkler) {
        assertThat(TextDistance.JARO.similarity(a, b)).isCloseTo(jaro, within(1e-8));
        assertThat(TextDistance.JARO_WINKLER.similarity(a, b)).isCloseTo(winkler, within(1e-8));
    }

    @Test
    void dividesDistancesByTheLongerText() {
        assertThat(TextDistance.LEVENSHTEIN.similarity("kitten", "sitting")).isCloseTo(4.0 / 7, TINY);
        assertThat(TextDistance.HAMMING.similarity("karolin", "kathrin")).isCloseTo(4.0 / 7, TINY);
        assertThat(TextDistance.HAMMING.similarity("abc", "abcd")).isCloseTo(3.0 / 4, TINY);
        assertThat(TextDistance.LEVENSHTEIN.similarity("😀", "😁"))
                .as("one character, two units")
                .isZero();
        assertThat(TextDistance.LEVENSHTEIN.similarity("", "")).isEqualTo(1);
    }

    @Test
    void findsTheLongestCommonSubsequenceOfWords() {
        List<String> a = List.of("police", "kill", "the", "gunman");
        List<String> b = List.of("the", "gunman", "kill", "police");

        assertThat(Rouge.longestCommon(a, b)).isEqualTo(2);
        assertThat(Rouge.commonWords(a, b)).isEqualTo(4);
        assertThat(Rouge.tokens("The cats' running, 3x!")).containsExactly("the", "cat", "run", "3x");
        assertThat(Rouge.value(2, 4, 8, "fmeasure")).isCloseTo(2 * 0.5 * 0.25 / 0.75, TINY);
    }
}
