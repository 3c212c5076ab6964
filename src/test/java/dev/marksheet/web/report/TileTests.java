package dev.marksheet.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.web.Change;
import dev.marksheet.web.Level;
import dev.marksheet.web.Words;
import org.junit.jupiter.api.Test;

class TileTests {

    private final Wording words = Words.in(Language.EN);

    @Test
    void keepsScoredFailedAndSkippedApartAndShowsWhatTheFailedOnesCouldDo() {
        MetricStat stat = scores(0.5, 0.7).plusFailed().plusSkipped();

        Tile tile = Tile.of("faithfulness", stat, MetricRange.UNIT, words);

        assertThat(tile.mean()).isEqualTo("0.60");
        assertThat(tile.scored()).isEqualTo(2);
        assertThat(tile.failed()).isEqualTo(1);
        assertThat(tile.skipped()).isEqualTo(1);
        assertThat(tile.band()).isEqualTo("0.40–0.73");
    }

    @Test
    void showsADashWhereNothingIsScored() {
        Tile tile = Tile.of("faithfulness", MetricStat.EMPTY, MetricRange.UNIT, words);

        assertThat(tile.mean()).isEqualTo("—");
        assertThat(tile.css()).isEqualTo("level-0");
        assertThat(tile.scale()).isNull();
        assertThat(tile.bars()).isEmpty();
        assertThat(tile.change()).isNull();
    }

    @Test
    void saysHowTheLatestScoresDiffer() {
        MetricStat stat = scores(0.8, 0.82, 0.79, 0.81, 0.8, 0.8, 0.78, 0.82, 0.8, 0.8, 0.2, 0.21, 0.19, 0.2, 0.2);

        Change change = Tile.of("faithfulness", stat, MetricRange.UNIT, words).change();

        assertThat(change).isNotNull();
        assertThat(change.text()).isEqualTo("−0.60");
        assertThat(change.css()).isEqualTo("worse");
        assertThat(change.title()).contains("latest 5", "10 before");
    }

    @Test
    void callsAFallGoodWhereLessIsBetter() {
        MetricRange lowIsGood = new MetricRange(0, 1, false);
        MetricStat stat = scores(0.8, 0.82, 0.79, 0.81, 0.8, 0.8, 0.78, 0.82, 0.8, 0.8, 0.2, 0.21, 0.19, 0.2, 0.2);

        Tile tile = Tile.of("noise_sensitivity", stat, lowIsGood, words);

        assertThat(tile.change()).isNotNull().extracting(Change::css).isEqualTo("better");
        assertThat(Level.cssOf(0.1, lowIsGood)).isEqualTo("level-5");
        assertThat(tile.lowerIsBetter()).isTrue();
    }

    @Test
    void drawsACosineFromZeroWhileNothingLiesBelow() {
        MetricRange cosine = new MetricRange(-1, 1, true);

        assertThat(Level.drawn(cosine, scores(0.2, 0.9)).min()).isZero();
        assertThat(Level.drawn(cosine, scores(-0.2, 0.9)).min()).isEqualTo(-1);
    }

    private static MetricStat scores(double... values) {
        MetricStat stat = MetricStat.EMPTY;
        for (double value : values) {
            stat = stat.plus(value);
        }
        return stat;
    }
}
