package dev.marksheet.judge.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.evidence.Quote;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTests {

    private static final List<String> PASSAGES = List.of(
            "The tower was built in 1889.\nIt stands in “Paris” – France.", "这座塔建于１８８９年，位于巴黎。", "The tower was sold.");

    @Test
    void findsWordsAsTheyStand() {
        assertThat(find("built in 1889", 1)).isEqualTo(new Quote(0, 14, 27, "built in 1889", true));
    }

    @Test
    void looksFirstInThePassageThatTheJudgeNamed() {
        assertThat(find("The tower was", 3).passage()).isEqualTo(2);
        assertThat(find("The tower was", 0).passage()).isZero();
    }

    @Test
    void looksElsewhereWhenTheJudgeNamedTheWrongPassage() {
        assertThat(find("sold", 1)).isEqualTo(new Quote(2, 14, 18, "sold", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BUILT  IN 1889              | built in 1889
            in 1889. It stands          | 1889.
            stands in "Paris" - France  | stands in “Paris” – France
            建于1889年, 位于巴黎           | 建于１８８９年，位于巴黎
            """)
    void overlooksSpacesCaseMarksAndFullWidthForms(String words, String within) {
        Quote quote = find(words, 0);

        assertThat(quote.found()).isTrue();
        assertThat(quote.text()).contains(within);
    }

    @Test
    void prefersWordsAsTheyStandToThoseThatAreAlike() {
        List<String> passages = List.of("So THE TOWER stands.", "the tower");

        assertThat(Quotes.find(passages, "the tower", 0)).isEqualTo(new Quote(1, 0, 9, "the tower", true));
        assertThat(Quotes.find(passages, "so the tower", 0)).isEqualTo(new Quote(0, 0, 12, "So THE TOWER", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"built in 1889\"", "“built in 1889”", "'built in 1889'", " built in 1889… ", "built in 1889..."
            })
    void takesOffWhatAJudgePutsAroundAQuote(String words) {
        assertThat(find(words, 1).text()).isEqualTo("built in 1889");
    }

    @Test
    void marksMadeUpWords() {
        assertThat(find(" built in 1890 ", 1)).isEqualTo(Quote.madeUp(0, "built in 1890"));
        assertThat(find("built in 1890", 9)).isEqualTo(Quote.madeUp(-1, "built in 1890"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\"\"", "…"})
    void findsNothingWhereNothingIsQuoted(String words) {
        assertThat(Quotes.find(PASSAGES, words, 1)).isNull();
    }

    @Test
    void givesOffsetsAtWhichTheWordsReallyStand() {
        for (String words : List.of("1889. it STANDS", "塔建于 1889", "\"Paris\"", "France")) {
            Quote quote = find(words, 0);

            assertThat(PASSAGES.get(quote.passage()).substring(quote.start(), quote.end()))
                    .isEqualTo(quote.text());
        }
    }

    private static Quote find(String words, int number) {
        return Objects.requireNonNull(Quotes.find(PASSAGES, words, number));
    }
}
