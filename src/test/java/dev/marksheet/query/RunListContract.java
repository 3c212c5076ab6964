package dev.marksheet.query;

import static dev.marksheet.store.Database.NOW;
import static dev.marksheet.store.Database.counted;
import static dev.marksheet.store.Database.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.query.RunFilter.State;
import dev.marksheet.query.RunQuery.Place;
import dev.marksheet.query.RunQuery.Sort;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every database must do. */
abstract class RunListContract {

    private Database db;
    private RunList list;

    abstract Database newDatabase();

    /** Two calls of "a", the older activity; one of "B" with a lower mean; one of "100%_c" that waits. */
    @BeforeEach
    void open() {
        db = newDatabase();
        list = new RunList(db.jdbc, db.sessionQueries);
        score("a", 1, 0.9);
        score("a", 2, 0.9);
        score("B", 3, 0.2);
        db.accept("100%_c");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST, false, B a 100%_c",
        "LATEST, true, 100%_c a B",
        "NAME, false, 100%_c B a",
        "NAME, true, a B 100%_c",
        "CALLS, false, a B 100%_c",
        "CALLS, true, 100%_c B a",
        "METRIC, false, B a 100%_c",
        "METRIC, true, a B 100%_c",
    })
    void listsInEveryOrderInWholeAndRunByRun(Sort sort, boolean reversed, String sessions) {
        assertThat(String.join(" ", found("", State.ALL, sort, reversed))).isEqualTo(sessions);
        assertThat(String.join(" ", foundOneByOne(sort, reversed))).isEqualTo(sessions);
    }

    @Test
    void picksRunsByWhatTheyDo() {
        assertThat(found("", State.LIVE)).containsExactly("100%_c");
        assertThat(found("", State.IDLE)).containsExactlyInAnyOrder("a", "B");
        assertThat(found("", State.ERRORS)).isEmpty();
    }

    @Test
    void findsARunWithErrorsThoughOnlySomeOfItsScoresFailed() {
        ScoreJob job = db.running("B");
        db.jobs.saveResult(job.id(), Database.result(0.2)).join();
        var scored = counted(db.report(job.run()), 2, 0.2, NOW.plusMillis(4));
        var after = scored.withFigures(new SessionReport.Figures(
                Map.of("faithfulness", scored.metrics().get("faithfulness").plusFailed()), Map.of(), scored.judging()));
        db.record(after, row(2, job, 0.2));

        assertThat(found("", State.ERRORS)).containsExactly("B");
    }

    @Test
    void leavesOutRunsWithoutARecentCall() {
        RunQuery query = new RunQuery(
                new RunFilter("", State.ALL, List.of(), null, NOW.plusMillis(3), null), Sort.NAME, "", false, null);

        assertThat(list.find(query, 9)).extracting(this::session).containsExactly("B");
    }

    @Test
    void findsWordsOfTheNameAndOfTheJudgeLiterallyAndInAnyCase() {
        assertThat(found(" b ", State.ALL)).containsExactly("B");
        assertThat(found("0%_C", State.ALL)).containsExactly("100%_c");
        assertThat(found("LOCAL", State.ALL)).containsExactlyInAnyOrder("a", "B");
        assertThat(found("1%c", State.ALL)).isEmpty();
        db.accept("Über-Test Тест");
        assertThat(found("Über-Test", State.ALL)).containsExactly("Über-Test Тест");
        assertThat(found("ТЕСТ", State.ALL)).containsExactly("Über-Test Тест");
        assertThat(found("' or 1=1 --", State.ALL)).isEmpty();
    }

    private void score(String session, int number, double value) {
        ScoreJob job = db.running(session);
        db.jobs.saveResult(job.id(), Database.result(value)).join();
        int rows = db.report(job.run()).csv().rows() + 1;
        var after = counted(db.report(job.run()), rows, value, NOW.plusMillis(number));
        db.record(after, row(rows, job, value));
    }

    private List<String> found(String text, State state) {
        return found(text, state, Sort.NAME, false);
    }

    private List<String> found(String text, State state, Sort sort, boolean reversed) {
        return list.find(query(text, state, sort, reversed, null), 9).stream()
                .map(this::session)
                .toList();
    }

    private List<String> foundOneByOne(Sort sort, boolean reversed) {
        List<String> found = new ArrayList<>();
        List<Place> page = list.find(query("", State.ALL, sort, reversed, null), 1);
        while (!page.isEmpty()) {
            found.add(session(page.get(0)));
            page = list.find(query("", State.ALL, sort, reversed, page.get(0)), 1);
        }
        return found;
    }

    private static RunQuery query(String text, State state, Sort sort, boolean reversed, Place after) {
        RunFilter filter = new RunFilter(text, state, List.of(), null, null, null);
        return new RunQuery(filter, sort, sort == Sort.METRIC ? "faithfulness" : "", reversed, after);
    }

    private String session(Place place) {
        return db.report(new RunId(place.run())).session().value();
    }
}
