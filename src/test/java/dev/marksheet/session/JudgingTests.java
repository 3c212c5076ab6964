package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.evidence.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgingTests {

    private static final Score SCORED = new Score.Scored(1, Evidence.NONE);

    @Test
    void addsUpWhatCallsAndProseHaveCost() {
        Judging judging = new Judging(Map.of(), Map.of(), Usage.of(1, 0, 7, 7))
                .plus(call("m", SCORED, "a", "b"))
                .plus(call("m", SCORED, "a"));

        assertThat(judging.usage().get("a")).isEqualTo(Usage.of(2, 0, 20, 2));
        assertThat(judging.usage().get("b")).isEqualTo(Usage.of(1, 0, 10, 1));
        assertThat(judging.total()).isEqualTo(Usage.of(4, 0, 37, 10));
    }

    @Test
    void isMixedWhereAMetricWasMarkedByTwo() {
        Judging one = Judging.NONE.plus(call("m", SCORED, "a", "b")).plus(call("m", SCORED, "a"));
        assertThat(one.mixed()).isEmpty();

        Judging two = one.plus(call("n", SCORED, "a"));

        assertThat(two.mixed()).containsExactly("a");
        assertThat(two.fingerprints().get("a")).hasSize(2);
        assertThat(two.fingerprints().get("b")).hasSize(1);
    }

    @Test
    void isNotMixedByMarksThatNobodyMade() {
        Judging judging = Judging.NONE
                .plus(call("m", SCORED, "a"))
                .plus(call("n", new Score.Skipped("no contexts"), "a"))
                .plus(call("n", new Score.Failed("no answer"), "a"))
                .plus(Jobs.result("a", SCORED));

        assertThat(judging.fingerprints().get("a")).hasSize(1);
    }

    @Test
    void keepsTenFingerprintsApartAndNoMore() {
        Judging judging = Judging.NONE;
        for (int i = 1; i <= 9; i++) {
            judging = judging.plus(call("m" + i, SCORED, "a"));
        }
        Set<String> nine = judging.fingerprints().get("a");
        judging = judging.plus(call("m10", SCORED, "a"));
        Set<String> ten = judging.fingerprints().get("a");

        assertThat(nine).hasSize(9);
        assertThat(ten).hasSize(10).containsAll(nine);
        assertThat(judging.plus(call("m11", SCORED, "a")).fingerprints().get("a"))
                .isEqualTo(ten);
    }

    @Test
    void knowsAMetricThatAsksNoJudgeByItsVersionAlone() {
        Map<String, String> versions = Map.of("bleu", JudgeFingerprint.COMPUTED + "1");

        assertThat(by("m", versions).ofMetric("bleu"))
                .isEqualTo(by("n", versions).ofMetric("bleu"))
                .isNotEqualTo(
                        by("m", Map.of("bleu", JudgeFingerprint.COMPUTED + "2")).ofMetric("bleu"));
        assertThat(new JudgeFingerprint("000000000001", null).ofMetric("bleu")).isNull();
    }

    @Test
    void tellsUsageOfSomeTimes() {
        Usage usage = new Usage(1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(usage.times(2.5)).isEqualTo(new Usage(3, 5, 8, 10, 13, 15, 18, 20));
        assertThat(usage.plus(new Usage(10, 20, 30, 40, 50, 60, 70, 80)))
                .isEqualTo(new Usage(11, 22, 33, 44, 55, 66, 77, 88));
        assertThat(new Usage(10, 20, 30, 40, 50, 60, 70, 80).minus(usage))
                .isEqualTo(new Usage(9, 18, 27, 36, 45, 54, 63, 72));
        assertThat(usage.lasting(60)).isEqualTo(new Usage(1, 2, 3, 4, 5, 60, 7, 8));
        assertThat(new Usage(10, 2, 3, 4, 5, 6, 7, 8).costing(80)).isEqualTo(new Usage(10, 2, 3, 4, 5, 6, 10, 80));
        assertThat(Usage.total(List.of())).isEqualTo(Usage.NONE);
    }

    private static JudgeFingerprint by(String judge, Map<String, String> versions) {
        return JudgeFingerprint.of(
                new JudgeFingerprint.Parts(judge, "e", null, "p", new TreeMap<>(), new TreeMap<>(versions)));
    }

    private static CallResult call(String judge, Score score, String... metrics) {
        Map<String, Score> scores = new TreeMap<>();
        Map<String, Usage> usage = new TreeMap<>();
        Map<String, String> versions = new TreeMap<>();
        IntStream.range(0, metrics.length).forEach(i -> {
            scores.put(metrics[i], score);
            usage.put(metrics[i], Usage.of(1, 0, 10, 1));
            versions.put(metrics[i], "1");
        });
        return new CallResult(scores, usage, 1, null, by(judge, versions), List.of());
    }
}
