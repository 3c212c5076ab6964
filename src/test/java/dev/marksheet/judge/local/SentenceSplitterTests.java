package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceSplitterTests {

    @Test
    void cutsEnglishAtSentenceEndsAndLineBreaks() {
        assertThat(cut("It rained. It poured!\nNobody left? \"Why?\" she asked.", Language.EN))
                .containsExactly("It rained.", "It poured!", "Nobody left?", "\"Why?\" she asked.");
    }

    @Test
    void doesNotCutAfterAbbreviationsInitialsAndListNumbers() {
        assertThat(cut("Dr. Smith met J. Doe in the U.S. Senate.\n1. First step.\n2. Second step.", Language.EN))
                .containsExactly("Dr. Smith met J. Doe in the U.S. Senate.", "1. First step.", "2. Second step.");
    }

    @Test
    void doesNotCutWithinNumbersOrBeforeLowerCase() {
        assertThat(cut("Pi is 3.14 approx. three. See example.com for more.", Language.EN))
                .containsExactly("Pi is 3.14 approx. three.", "See example.com for more.");
    }

    @Test
    void cutsChineseAfterStopsAndTheirClosingQuotes() {
        assertThat(cut("他说：“下雨了。”我们走吧！好；行？", Language.ZH)).containsExactly("他说：“下雨了。”", "我们走吧！", "好；", "行？");
    }

    @Test
    void cutsLongTextAtCommas() {
        List<String> pieces = cut("一二三四五六七八九，".repeat(30), Language.ZH);

        assertThat(pieces).hasSizeGreaterThan(1).allMatch(piece -> piece.length() <= 120 && piece.endsWith("，"));
    }

    @Test
    void keepsOffsetsThatStandInTheText() {
        String text = "  First one.  Second one!\n\n- third ";

        assertThat(SentenceSplitter.of(text, Language.EN))
                .hasSize(3)
                .allMatch(segment ->
                        text.substring(segment.start(), segment.end()).equals(segment.text()));
    }

    @Test
    void dropsWhatHoldsNeitherLetterNorDigit() {
        assertThat(cut("🎉🎉\n---\n。。。\n \t", Language.EN)).isEmpty();
    }

    @Test
    void cutsHugeTextWithoutSpaceAndSplitsNoCharacter() {
        List<String> pieces = cut("𠀀".repeat(50_000), Language.ZH);

        assertThat(String.join("", pieces)).isEqualTo("𠀀".repeat(50_000));
        assertThat(pieces).noneMatch(piece -> Character.isLowSurrogate(piece.charAt(0)));
    }

    private static List<String> cut(String text, Language language) {
        return SentenceSplitter.of(text, language).stream().map(Sentence::text).toList();
    }
}
