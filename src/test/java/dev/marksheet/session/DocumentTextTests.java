package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Markdown;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import org.junit.jupiter.api.Test;

class DocumentTextTests {

    @Test
    void escapesWhatMarkdownReadsAsMarkup() {
        assertThat(Markdown.escape("a|b <i>*x*_y_`z`[l](u)#&\\"))
                .isEqualTo("a\\|b \\<i\\>\\*x\\*\\_y\\_\\`z\\`\\[l\\](u)\\#\\&\\\\");
    }

    @Test
    void keepsTheTextOnOneLineAndInItsDirection() {
        assertThat(Markdown.escape("a\r\nb\u2028c\td\u202ee")).isEqualTo("a b c de");
    }

    @Test
    void showsANameAsCodeOnlyWhereItIsHarmless() {
        assertThat(Markdown.code("gpt-4.1_mini")).isEqualTo("`gpt-4.1_mini`");
        assertThat(Markdown.code("a`b|c")).isEqualTo("a\\`b\\|c");
    }

    @Test
    void writesFiguresWithAPointAndNeverAsNegativeZero() {
        assertThat(Figure.of(-0.001)).isEqualTo("0.00");
        assertThat(Figure.of(0.61237, 4)).isEqualTo("0.6124");
        assertThat(Figure.of(null)).isEqualTo("—");
        assertThat(Figure.mean(MetricStat.EMPTY, MetricRange.UNIT)).isEqualTo("—");
    }

    @Test
    void claimsNeitherNeverNorAlwaysByRounding() {
        assertThat(Figure.percent(0.001)).isEqualTo("<1%");
        assertThat(Figure.percent(0.999)).isEqualTo(">99%");
        assertThat(Figure.percent(0)).isEqualTo("0%");
        assertThat(Figure.percent(1)).isEqualTo("100%");
    }

    @Test
    void showsALopsidedIntervalAsItIs() {
        assertThat(Figure.mean(new MetricStat(10, 0, 0, 1, 0, 1, 1), MetricRange.UNIT))
                .isEqualTo("1.00 (0.72–1.00)");
        assertThat(Figure.mean(new MetricStat(5, 0, 0, 0.5, 0.1, 0.3, 0.7), MetricRange.UNIT))
                .isEqualTo("0.50 ± 0.20");
    }
}
