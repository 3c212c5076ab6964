package dev.marksheet.session;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.MetricRange;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionReportTests {

    private static final MetricRange ONE_TO_FIVE = new MetricRange(1, 5, true);

    @ParameterizedTest
    @CsvSource({"4, 0, EN, EN=4", "4, 2, EN, 'EN=2, ZH=2'", "4, 3, ZH, 'EN=1, ZH=3'", "4, 4, ZH, ZH=4", "0, 0, EN, ''"})
    void goesWithTheLanguageOfMostCalls(long ended, long chinese, Language language, String each) {
        SessionReport report = Reported.session("s")
                .calls(counts(9, 9, ended, 0))
                .chinese(chinese)
                .report();

        assertThat(report.language()).isEqualTo(language);
        assertThat(report.languages()).hasToString("{" + each + "}");
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2, true", "0, 2, 2, false", "1, 2, 1.99, false", "1, 2, 1.9999999999, true"})
    void isHeldWhereCallsWaitAndTheBudgetIsSpent(long queued, double budget, double spent, boolean held) {
        SessionReport report = Reported.session("s")
                .calls(counts(queued, 5, 5, 5))
                .budget(budget, spent)
                .report();

        assertThat(report.isHeld()).isEqualTo(held);
    }

    @Test
    void isNeverHeldWithoutABudget() {
        assertThat(SessionSettings.isSpent(null, 1e9)).isFalse();
        assertThat(SessionSettings.NONE.isSpent(1e9)).isFalse();
    }

    @Test
    void knowsTheRangesOfItsMetrics() {
        SessionReport report = Reported.session("s")
                .scores("rating", ONE_TO_FIVE, 3)
                .scores("faithfulness", 1)
                .report();

        assertThat(report.metricNames()).containsExactly("rating", "faithfulness");
        assertThat(report.range("rating")).isEqualTo(ONE_TO_FIVE);
        assertThat(report.range("of no such metric")).isEqualTo(MetricRange.UNIT);
        assertThat(report.ranges()).isEqualTo(Map.of("rating", ONE_TO_FIVE, "faithfulness", MetricRange.UNIT));
    }

    @Test
    void changesInItsFiguresOrInTheEndOfItsFile() {
        SessionReport report = Reported.session("s")
                .scores("faithfulness", 1)
                .signal("refusal", 2, 1)
                .judges("m")
                .budget(2, 1)
                .forgotten(1)
                .report();

        SessionReport moved = report.withCsv(70, 7);
        assertThat(moved.csv()).isEqualTo(new SessionReport.Csv(report.csv().rows(), 70, 7));
        assertThat(moved.withCsv(0, 0)).isEqualTo(report);
        SessionReport bare = report.withFigures(SessionReport.Figures.NONE);
        assertThat(bare.metrics()).isEmpty();
        assertThat(bare.signals()).isEmpty();
        assertThat(bare.withFigures(report.figures())).isEqualTo(report);
        assertThat(report.signals()).containsOnlyKeys("refusal");
        assertThat(report.judging()).isEqualTo(Judging.NONE);
        assertThat(report.judgeModels()).containsExactly("m");
        assertThat(report.embeddingModels()).containsExactly("local");
    }

    @Test
    void isEmptyBeforeItsFirstCall() {
        SessionReport report = SessionReport.empty(new SessionId("s"));

        assertThat(report.run()).isEqualTo(new RunId("session-s"));
        assertThat(report.counts().total()).isZero();
        assertThat(report.settings()).isEqualTo(SessionSettings.NONE);
    }

    @Test
    void addsToASetBehindWhatItHas() {
        assertThat(SessionReport.with(Set.of("z"), Set.of("a"))).containsExactly("z", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "评测 一", "😀"})
    void takesANameInAnyScript(String name) {
        assertThat(SessionSettings.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \u3000", "a\nb", "a\u0000", "a\ud800", "\u0085"})
    void takesNoNameThatNobodyCouldRead(String name) {
        assertThat(SessionSettings.isName(name)).isFalse();
    }

    @Test
    void takesNamesOfTwoHundredCharacters() {
        assertThat(SessionSettings.isName("😀".repeat(200))).isTrue();
        assertThat(SessionSettings.isName("a".repeat(201))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0007", "a\u2028", "a\u2029", "a\ud800", "a\uffff"})
    void takesNoKeyOfACallThatDoesNotPrint(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallKey(key, "hash"))
                .withMessage("must have 1 to 200 printable characters");
    }

    @Test
    void takesKeysOfCallsOfTwoHundredCharacters() {
        assertThat(new CallKey("😀".repeat(200), "hash").value()).hasSize(400);
        assertThatIllegalArgumentException().isThrownBy(() -> new CallKey("a".repeat(201), "hash"));
    }
}
