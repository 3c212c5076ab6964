package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts so long that the other way of searching is taken: their lengths multiplied are more than 10,000,000. */
class TextSearchTests {

    private static final int LONG = 4_000;
    private static final int PART = 2_600;

    /** Of few different letters, so that the part's beginnings come again and again in it and in the text. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatIsThereWhereverItStands(int seed) {
        Random random = new Random(seed);
        String text = letters(random, LONG, 2);
        for (int from : new int[] {0, 1, random.nextInt(LONG - PART), LONG - PART}) {
            String part = text.substring(from, from + PART);
            assertThat(TextSearch.contains(text, part)).isTrue();
            assertThat(TextSearch.contains(text, part.substring(1) + "x")).isFalse();
            assertThat(TextSearch.contains(text, "x" + part.substring(1))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "aab", "abaab", "aabaaab"})
    void goesBackNoFurtherThanItMustInRepeatedTexts(String period) {
        String part = period.repeat(LONG).substring(0, PART) + "c";
        String almost = period.repeat(LONG).substring(0, PART - period.length());

        // The beginning of the part stands before it, as far as it repeats itself.
        assertThat(TextSearch.contains(almost + part, part)).isTrue();
        assertThat(TextSearch.contains(period + part + "c".repeat(1500), part)).isTrue();
        assertThat(TextSearch.contains(period.repeat(LONG).substring(0, LONG), part))
                .isFalse();
        assertThat(TextSearch.contains(almost + part.substring(0, PART) + "d" + almost, part))
                .isFalse();
    }

    @Test
    void agreesWithTheUsualSearchOnTextsOfOddPeriods() {
        Random random = new Random(99);
        for (int i = 0; i < 20; i++) {
            String block = letters(random, 7, 2);
            String text = block.repeat(300) + letters(random, 400, 2) + block.repeat(300);
            String part = block.repeat(280).substring(random.nextInt(7))
                    + letters(random, random.nextInt(6), 2)
                    + block.repeat(100).substring(random.nextInt(7));
            assertThat((long) text.length() * part.length()).isGreaterThan(10_000_000);
            assertThat(TextSearch.contains(text, part)).isEqualTo(text.contains(part));
        }
    }

    @Test
    void findsNothingLongerThanTheTextAndEverythingInItself() {
        String text = letters(new Random(3), LONG, 3);

        assertThat(TextSearch.contains(text, text)).isTrue();
        assertThat(TextSearch.contains(text, text + "a")).isFalse();
        assertThat(TextSearch.contains("abc", "abcd")).isFalse();
        assertThat(TextSearch.contains("abc", "abc")).isTrue();
        assertThat(TextSearch.contains("abc", "")).isTrue();
    }

    private static String letters(Random random, int count, int kinds) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(kinds)));
        }
        return text.toString();
    }
}
