package dev.marksheet.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Score;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertaintyTests {

    private static final MetricRange STARS = new MetricRange(1, 5, true);
    private static final MetricRange FAULTS = new MetricRange(0, 1, false);
    private static final MetricRange COSINE = new MetricRange(-1, 1, true);

    /** Where a mean lies between the middle of its range and the worst. */
    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.8, 0", "0.25, 0.5", "0, 1"})
    void isAsDeepInTheWorseHalfAsTheMeanLiesBelowTheMiddle(double mean, double depth) {
        assertThat(WorseHalf.depth(scores(mean), MetricRange.UNIT)).isCloseTo(depth, within(1e-12));
        assertThat(WorseHalf.depth(scores(1 + 4 * mean), STARS)).isCloseTo(depth, within(1e-12));
        assertThat(WorseHalf.depth(scores(1 - mean), FAULTS)).isCloseTo(depth, within(1e-12));
        // A cosine of 0 is as bad as they get in practice.
        assertThat(WorseHalf.depth(scores(mean), COSINE)).isCloseTo(depth, within(1e-12));
    }

    @Test
    void isNotDeepWithoutScoresAndNoDeeperThanTheWorst() {
        assertThat(WorseHalf.depth(MetricStat.EMPTY, FAULTS)).isZero();
        assertThat(WorseHalf.depth(scores(-0.5), COSINE)).isEqualTo(1);
    }

    /** The scores 0.3 ± 0.05, 0.3 three times over: t(5) · 0.0447 / √6 = 0.047, so 0.25 to 0.35. */
    @Test
    void holdsTheWholeIntervalOnlyWhereItsBetterEndLiesBelowTheMiddle() {
        MetricStat low = scores(0.25, 0.35, 0.25, 0.35, 0.25, 0.35);
        MetricStat wide = scores(0, 0.9, 0, 0.9);
        MetricStat high = scores(0.75, 0.65, 0.75, 0.65, 0.75, 0.65);

        assertThat(WorseHalf.holdsWholeInterval(low, MetricRange.UNIT)).isTrue();
        assertThat(WorseHalf.holdsWholeInterval(wide, MetricRange.UNIT)).isFalse();
        assertThat(WorseHalf.holdsWholeInterval(high, MetricRange.UNIT)).isFalse();
        assertThat(WorseHalf.holdsWholeInterval(high, FAULTS)).isTrue();
        assertThat(WorseHalf.holdsWholeInterval(low, FAULTS)).isFalse();
        assertThat(WorseHalf.holdsWholeInterval(scores(0.1), MetricRange.UNIT)).isFalse();
    }

    @Test
    void theWeakestMetricLiesWorstInItsOwnRange() {
        SessionReport report = Reports.of(
                "s",
                false,
                "gpt",
                Collections.nCopies(6, Reports.call("stars", 2.0, "share", 0.4, "faults", 0.9, "best", 0.95)));
        Map<String, MetricRange> ranges =
                Map.of("stars", STARS, "share", MetricRange.UNIT, "faults", FAULTS, "best", MetricRange.UNIT);

        // 0.25, 0.4, 0.1 and 0.95 of the way from worst to best.
        assertThat(WorseHalf.weakest(report, ranges)).isEqualTo("faults");
        assertThat(WorseHalf.strongest(report, ranges)).isEqualTo("best");
    }

    @Test
    void aMetricWithoutScoresIsNeitherWeakestNorStrongest() {
        List<CallResult> calls =
                Collections.nCopies(6, Reports.call("none", new Score.Failed("no reply"), "share", 0.4));
        SessionReport report = Reports.of("s", false, "gpt", calls);

        assertThat(WorseHalf.weakest(report, Map.of())).isEqualTo("share");
        assertThat(WorseHalf.strongest(report, Map.of())).isEqualTo("share");
    }

    /** Wilson's lower ends: 5 of 10 0.237, 2 of 10 0.057, 1 of 10 0.018, 6 of 10 0.313; 3 of 9 0.121, 9 of 40 0.123. */
    @ParameterizedTest
    @CsvSource({
        "gpt, 10, 2, sure",
        "gpt, 10, 1, hint",
        "gpt, 9, 3, likely",
        "gpt, 5, 3, likely",
        "gpt, 4, 4, hint",
        "local, 10, 5, likely",
        "local, 40, 9, hint",
        "local, 4, 4, hint"
    })
    void isAsSureAsTheLowerEndOfTheShareAllows(String judge, int eligible, int hits, String certainty) {
        assertThat(Certainty.of(Signal.OFF_TOPIC, new SignalStat(eligible, hits, List.of()), report(judge, 40)))
                .isEqualTo(certainty);
    }

    /** What was counted needs no judge to be right. */
    @Test
    void isSureOfWhatWasCountedWhoeverJudged() {
        SignalStat stat = new SignalStat(10, 5, List.of());

        assertThat(Certainty.of(Signal.JUDGE_FAILED, stat, report("local", 10))).isEqualTo("sure");
        assertThat(Certainty.of(Signal.MISSING_INPUTS, stat, report("local", 10)))
                .isEqualTo("sure");
        assertThat(Certainty.of(Signal.MISSING_INPUTS, new SignalStat(40, 3, List.of()), report("local", 40)))
                .isEqualTo("likely");
    }

    @Test
    void isOnlyAHintWhileFewCallsHaveEnded() {
        SignalStat all = new SignalStat(5, 5, List.of());

        assertThat(Certainty.of(Signal.OFF_TOPIC, all, report("gpt", 4))).isEqualTo("hint");
        assertThat(Certainty.of(Signal.OFF_TOPIC, all, report("gpt", 5))).isEqualTo("likely");
    }

    @Test
    void isSureOfAMeanOnlyOfTenScoresWhoseIntervalIsWorseAndByAJudge() {
        MetricStat ten = scores(0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3);
        MetricStat nine = scores(0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2);
        MetricStat wide = scores(0, 1, 0, 1, 0, 1, 0, 1, 0, 1);

        assertThat(Certainty.ofMean(ten, MetricRange.UNIT, report("gpt", 10))).isEqualTo("sure");
        assertThat(Certainty.ofMean(nine, MetricRange.UNIT, report("gpt", 10))).isEqualTo("likely");
        assertThat(Certainty.ofMean(wide, MetricRange.UNIT, report("gpt", 10))).isEqualTo("likely");
        assertThat(Certainty.ofMean(ten, MetricRange.UNIT, report("local", 10))).isEqualTo("likely");
    }

    private static SessionReport report(String judge, int calls) {
        List<CallResult> results = new ArrayList<>(Collections.nCopies(calls, Reports.call("share", 0.5)));
        return Reports.of("s", false, judge, results);
    }

    private static MetricStat scores(double... values) {
        return DoubleStream.of(values).boxed().reduce(MetricStat.EMPTY, MetricStat::plus, (a, b) -> b);
    }
}
