package dev.marksheet.session.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedTests {

    @ParameterizedTest
    @CsvSource({"ab,2,ab", "abc,2,ab", "a😀b,2,a", "a😀b,3,a😀", "😀,1,''", "a,0,''"})
    void startsWithWholeCharacters(String text, int most, String start) {
        assertThat(Bounded.start(text, most)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({"ab,2,ab", "abc,2,a…", "a😀b,3,a…", "a😀bc,4,a😀…", "abc,1,…"})
    void endsWithAnEllipsisWhenCut(String text, int most, String cut) {
        assertThat(Bounded.cut(text, most)).isEqualTo(cut);
    }

    @Test
    void keepsAHalfThatWasOneBefore() {
        assertThat(Bounded.start("a\ud83dbc", 2)).isEqualTo("a");
        assertThat(Bounded.start("a\ud83d", 2)).isEqualTo("a\ud83d");
    }
}
