package dev.marksheet.job.record;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.SignalStat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ended calls add to a session's figures, and what calls that are scored again change in them. */
class SessionFiguresTests {

    private static final SessionId SESSION = new SessionId("s");
    private static final String METRIC = "exact_match";
    private static final Score FAILED = new Score.Failed("no reply");
    private static final Map<String, MetricRange> UNIT = Map.of(METRIC, MetricRange.UNIT);

    @Test
    void numbersCompletedRowsBehindTheLastAndFailedOnesNot() {
        List<Row> rows = SessionFigures.numbered(
                report(7, 10), List.of(row(1, scored(0.5)), row(2, FAILED), row(3, scored(0.25))));

        assertThat(rows).extracting(Row::number).containsExactly(8, 0, 9);
        assertThat(SessionFigures.completed(rows)).extracting(Row::number).containsExactly(8, 9);
    }

    @Test
    void aRowThatIsScoredAgainKeepsItsNumberAndOneThatHadNoneGetsTheNext() {
        Row replaced = row(1, scored(0.5)).after(new Row.Earlier(1, 3, result(scored(0.25))));
        Row mended = row(2, scored(0.5)).after(new Row.Earlier(1, 0, result(FAILED)));
        Row inVain = row(3, FAILED).after(new Row.Earlier(2, 0, result(FAILED)));
        Row lost = row(4, FAILED).after(new Row.Earlier(1, 5, result(scored(0.25))));

        assertThat(SessionFigures.numbered(report(7, 10), List.of(replaced, mended, inVain, lost)))
                .extracting(Row::number)
                .containsExactly(3, 8, 0, 5);
    }

    @Test
    void countsRowsStatesAndScores() {
        SessionReport after = plus(report(0, 3), UNIT, row(1, scored(0.25)), row(2, FAILED), row(3, scored(0.75)));

        assertThat(after.counts()).isEqualTo(counts(0, 0, 2, 1));
        assertThat(after.csv().rows()).isEqualTo(2);
        assertThat(after.metrics().get(METRIC).scored()).isEqualTo(2);
        assertThat(after.metrics().get(METRIC).failed()).isEqualTo(1);
        assertThat(after.metrics().get(METRIC).mean()).isEqualTo(0.5);
        assertThat(after.models().judges()).containsExactly("judge");
        assertThat(after.models().embeddings()).containsExactly("embedding");
    }

    /** A replaced row moves from running to completed again, and there is no more of it than before. */
    @Test
    void aReplacedRowAddsNoneAndItsFailedMetricIsCountedAnew() {
        SessionReport before = plus(report(0, 1), UNIT, row(1, FAILED, "other", scored(1)));
        SessionReport running = running(before);
        Row again = row(1, scored(0.5), "other", scored(0)).after(new Row.Earlier(1, 1, two(FAILED, scored(1))));

        SessionReport after = plus(running, UNIT, again);

        assertThat(after.csv().rows()).isEqualTo(1);
        assertThat(after.counts()).isEqualTo(counts(0, 0, 1, 0));
        assertThat(after.metrics().get(METRIC).scored()).isEqualTo(1);
        assertThat(after.metrics().get(METRIC).failed()).isZero();
        // What was scored before stays as it was counted.
        assertThat(after.metrics().get("other").scored()).isEqualTo(1);
        assertThat(after.metrics().get("other").mean()).isEqualTo(1);
    }

    @Test
    void aMetricThatIsNewOnARescoredCallIsCounted() {
        SessionReport before = running(plus(report(0, 1), UNIT, row(1, scored(0.5))));
        Row again = row(1, scored(0.5), "other", scored(0.25)).after(new Row.Earlier(1, 1, result(scored(0.5))));

        SessionReport after = plus(before, UNIT, again);

        assertThat(after.metrics().get(METRIC).scored()).isEqualTo(1);
        assertThat(after.metrics().get("other").mean()).isEqualTo(0.25);
    }

    @Test
    void keepsARangeThatHoldsAllScoresWhateverIsDescribedNow() {
        Map<String, MetricRange> stars = Map.of(METRIC, new MetricRange(1, 5, true));

        SessionReport first = plus(report(0, 1), stars, row(1, scored(4)));
        SessionReport narrower = plus(running(first), UNIT, row(2, scored(0.5)));
        SessionReport gone = plus(running(narrower), Map.of(), row(3, scored(0.5)));
        SessionReport unknown = plus(report(0, 1), Map.of(), row(1, scored(0.5)));

        assertThat(first.metrics().get(METRIC).range()).isEqualTo(new MetricRange(1, 5, true));
        assertThat(narrower.metrics().get(METRIC).range()).isEqualTo(new MetricRange(0, 5, true));
        assertThat(gone.metrics().get(METRIC).range()).isEqualTo(new MetricRange(0, 5, true));
        assertThat(unknown.metrics().get(METRIC).range()).isEqualTo(MetricRange.UNIT);
    }

    @Test
    void isAsOfTheLatestEndWhateverTheOrder() {
        SessionReport after = plus(report(0, 2), UNIT, row(9, scored(0.5)), row(2, scored(0.5)));

        assertThat(after.latestFinishedAt()).isEqualTo(Instant.ofEpochSecond(9));
        assertThat(plus(running(after), UNIT, row(4, scored(0.5))).latestFinishedAt())
                .isEqualTo(Instant.ofEpochSecond(9));
    }

    @Test
    void countsWhatIsChineseAndWhatANewAttemptCostsBeyondTheOneBefore() {
        Row chinese = row(1, Language.ZH, costly(0.3));
        Row again = row(2, Language.EN, costly(0.5)).after(new Row.Earlier(1, 1, costly(0.2)));

        SessionReport after = plus(report(1, 3), UNIT, chinese, again, row(3, scored(0.5)));

        assertThat(after.chineseCalls()).isEqualTo(1);
        assertThat(after.spent()).isCloseTo(0.3 + 0.5 - 0.2, within(1e-12));
        assertThat(after.judging().total().cost()).isCloseTo(0.3 + 0.5 - 0.2, within(1e-12));
    }

    @Test
    void aSignOfTroubleFollowsTheNewResultOfItsCall() {
        SessionReport shown = plus(report(0, 1), UNIT, signRow(1, 0.1));
        Map<String, SignalStat> before = shown.signals();
        assertThat(before.values()).anySatisfy(stat -> assertThat(stat.hits()).isEqualTo(1));

        Row same = signRow(1, 0.1).after(new Row.Earlier(1, 1, signRow(1, 0.1).result()));
        Row better = signRow(1, 0.9).after(new Row.Earlier(1, 1, signRow(1, 0.1).result()));

        assertThat(plus(running(shown), UNIT, same).signals()).isEqualTo(before);
        assertThat(plus(running(shown), UNIT, better).signals())
                .isEqualTo(plus(report(0, 1), UNIT, signRow(1, 0.9)).signals());
    }

    private static Row signRow(int number, double value) {
        CallResult result = new CallResult(
                Map.of("faithfulness", scored(value), "context_precision", scored(0.9)), Map.of(), 1, value);
        return row(number, Language.EN, result);
    }

    private static SessionReport plus(SessionReport before, Map<String, MetricRange> described, Row... rows) {
        return SessionFigures.plus(before, SessionFigures.numbered(before, List.of(rows)), described);
    }

    /** The same with one call at work. */
    private static SessionReport running(SessionReport before) {
        return report(before, before.csv().rows(), before.latestFinishedAt());
    }

    private static SessionReport report(int rows, long running) {
        return new SessionReport(
                SESSION,
                RunId.of(SESSION),
                Instant.EPOCH,
                1,
                counts(0, running, 0, 0),
                0,
                null,
                new SessionReport.Csv(rows, 0, 0),
                new SessionReport.Models(Set.of(), Set.of()),
                SessionReport.Figures.NONE,
                null);
    }

    private static SessionReport report(SessionReport before, int rows, @Nullable Instant latest) {
        return new SessionReport(
                SESSION,
                RunId.of(SESSION),
                Instant.EPOCH,
                1,
                counts(0, 1, 0, 0),
                0,
                latest,
                new SessionReport.Csv(rows, 0, 0),
                before.models(),
                before.figures(),
                null);
    }

    private static Score scored(double value) {
        return new Score.Scored(value, Evidence.NONE);
    }

    private static CallResult result(Score score) {
        return new CallResult(Map.of(METRIC, score), Map.of(), 1, null);
    }

    private static CallResult two(Score score, Score other) {
        return new CallResult(Map.of(METRIC, score, "other", other), Map.of(), 1, null);
    }

    private static CallResult costly(double cost) {
        Usage usage = new Usage(1, 0, 0, 10, 5, 1, 1, cost);
        return new CallResult(Map.of(METRIC, FAILED, "other", scored(1)), Map.of(METRIC, usage), 1, null);
    }

    private static Row row(int second, Score score) {
        return row(second, Language.EN, result(score));
    }

    private static Row row(int second, Score score, String name, Score other) {
        return row(second, Language.EN, new CallResult(Map.of(METRIC, score, name, other), Map.of(), 1, null));
    }

    private static Row row(int second, Language language, CallResult result) {
        ScoreRequest request = new ScoreRequest(
                SESSION,
                Sample.of("why", "because", List.of(), null),
                List.of(METRIC),
                Map.of(),
                "judge",
                "embedding",
                language);
        return new Row(
                0,
                new JobId("%012x".formatted(second)),
                RunId.of(SESSION),
                request,
                result,
                Instant.ofEpochSecond(second));
    }
}
