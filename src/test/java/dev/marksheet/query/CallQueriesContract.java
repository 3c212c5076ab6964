package dev.marksheet.query;

import static dev.marksheet.store.Database.NOW;
import static dev.marksheet.store.Database.counted;
import static dev.marksheet.store.Database.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.query.CallQuery.Bound;
import dev.marksheet.query.CallQuery.Only;
import dev.marksheet.query.CallQuery.Place;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every database must do. */
abstract class CallQueriesContract {

    private static final RunId RUN = RunId.of(new SessionId("s"));

    Database db;
    private CallQueries calls;
    private final List<ScoreJob> jobs = new ArrayList<>();

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
        calls = new CallQueries(db.jdbc);
        score(0.5);
        score(0.1);
        score(0.9);
        score(0.5);
        jobs.add(db.accept("s"));
        db.accept("other");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        CallQuery query = query(null, false, null, null, null);

        List<Integer> first = found(query, null, 2);
        List<Integer> second = found(query, new Place(null, jobs.get(3).sequence()), 2);

        assertThat(first).containsExactly(4, 3);
        assertThat(second).containsExactly(2, 1);
        assertThat(found(query.reversed(), null, 9)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void listsTheLowestScoresFirstAndGoesOnBehindEqualOnes() {
        CallQuery query = query("faithfulness", true, null, null, null);

        assertThat(found(query, null, 2)).containsExactly(1, 0);
        assertThat(found(query, new Place(0.5, jobs.get(0).sequence()), 9)).containsExactly(3, 2);
        assertThat(found(query.reversed(), new Place(0.5, jobs.get(3).sequence()), 9))
                .containsExactly(0, 1);
    }

    @Test
    void listsTheWorstCallsFirstAndOpenOnesLast() {
        CallQuery query = query(CallQuery.MEAN, true, null, null, null);

        assertThat(found(query, null, 2)).containsExactly(1, 0);
        assertThat(found(query, new Place(0.5, jobs.get(0).sequence()), 9)).containsExactly(3, 2, 4);
        assertThat(found(query.reversed(), new Place(99.0, jobs.get(4).sequence()), 9))
                .containsExactly(2, 3, 0, 1);
        assertThat(found(query(CallQuery.MEAN, true, null, new Bound("faithfulness", 0.2, false), null), null, 9))
                .containsExactly(0, 3, 2);
    }

    @Test
    void picksCallsByStateOutcomeAndThreshold() {
        assertThat(found(query(null, false, Only.OPEN, null, null), null, 9)).containsExactly(4);
        assertThat(found(query(null, false, Only.SKIPPED, null, null), null, 9)).containsExactly(3, 2, 1, 0);
        assertThat(found(query(null, false, Only.FAILED, null, null), null, 9)).isEmpty();
        assertThat(found(query(null, false, null, new Bound("faithfulness", 0.5, true), null), null, 9))
                .containsExactly(1);
        assertThat(found(query("faithfulness", true, null, new Bound("faithfulness", 0.2, false), null), null, 9))
                .containsExactly(0, 3, 2);
    }

    @Test
    void findsWordsAsTheyWereSentAndTakesThemLiterally() {
        assertThat(found(query(null, false, null, null, "为什么? \"WHY\""), null, 9))
                .hasSize(5);
        assertThat(found(query(null, false, null, null, "because"), null, 9)).hasSize(5);
        assertThat(found(query(null, false, null, null, "ПОЧЕМУ, ÜBER"), null, 9))
                .hasSize(5);
        assertThat(found(query(null, false, null, null, "beca_se"), null, 9)).isEmpty();
        assertThat(found(query(null, false, null, null, "%"), null, 9)).isEmpty();
        assertThat(found(query(null, false, null, null, "' or 1=1 --"), null, 9))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "context",
                "ground_truth",
                "value",
                "language",
                "local",
                "faithfulness",
                "weight",
                "because\\none"
            })
    void looksForWordsInTheTextsAloneAndNotInHowTheyAreStored(String words) {
        assertThat(found(query(null, false, null, null, words), null, 9)).isEmpty();
    }

    @Test
    void looksForWordsInTheLatestCallsAlone() {
        String words = "insert into job (job_id, run_id, status, created_at, summary)"
                + " with recursive n(i) as (select 1 union all select i + 1 from n where i < %d)"
                + " select cast(100000000000 + i as text), 'session-s', 'completed', i, '{}' from n";
        db.jdbc.sql(words.formatted(CallQuery.SEARCHED - 2)).update();

        assertThat(found(query(null, false, null, null, "because"), null, 9)).containsExactly(4, 3);
    }

    @Test
    void givesTheLatestScoresOfAMetricWithTheirQuestions() {
        List<RunScores.OfQuestion> scores = calls.scores(RUN, "faithfulness", 3);

        assertThat(scores).extracting(RunScores.OfQuestion::value).containsExactly(0.5, 0.9, 0.1);
        assertThat(scores)
                .extracting(RunScores.OfQuestion::job)
                .containsExactly(jobs.get(3).id(), jobs.get(2).id(), jobs.get(1).id());
        assertThat(scores)
                .extracting(RunScores.OfQuestion::question)
                .doesNotContainNull()
                .containsOnly(scores.get(0).question());
    }

    @Test
    void givesTheLatestScoresOldestFirstWithTheNumbersOfTheirRows() {
        jobs.remove(4);
        score(0.3);

        List<ScoredCall> latest = calls.latest(RUN, "faithfulness", 2);

        assertThat(latest).extracting(ScoredCall::value).containsExactly(0.5, 0.3);
        assertThat(latest).extracting(ScoredCall::number).containsExactly(4, 5);
        assertThat(latest.get(1).sequence()).isGreaterThan(5);
        assertThat(latest.get(1).job()).isEqualTo(jobs.get(4).id());
    }

    private void score(double value) {
        ScoreJob job = db.running("s");
        jobs.add(job);
        db.jobs.saveResult(job.id(), Database.result(value)).join();
        int number = jobs.size();
        var after = counted(db.report(RUN), number, value, NOW.plusMillis(number));
        db.record(after, row(number, job, value));
    }

    private static CallQuery query(String metric, boolean ascending, Only only, Bound bound, String text) {
        return new CallQuery(RUN, metric, ascending, only, bound, text);
    }

    private List<Integer> found(CallQuery query, Place after, int limit) {
        List<String> ids = jobs.stream().map(job -> job.id().value()).toList();
        return calls.find(query, after, limit).stream()
                .map(job -> ids.indexOf(job.id().value()))
                .toList();
    }
}
