package dev.marksheet.query;

import static dev.marksheet.store.Database.NOW;
import static dev.marksheet.store.Database.counted;
import static dev.marksheet.store.Database.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.query.GateQueries.Frontier;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.store.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class GateQueriesContract {

    private static final RunId RUN = RunId.of(new SessionId("s"));

    private Database db;
    private GateQueries calls;
    private final List<ScoreJob> jobs = new ArrayList<>();

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
        calls = new GateQueries(db.jdbc);
        for (int i = 0; i < 5; i++) {
            jobs.add(db.running("s"));
            db.accept("other");
        }
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void countsCallsUpToTheFirstOpenOne() {
        end(0, 0.1);
        end(1, 0.2);
        end(3, 0.4);

        Frontier frontier = calls.frontier(RUN).orElseThrow();

        assertThat(frontier.counted()).isEqualTo(2);
        assertThat(frontier.open()).isEqualTo(2);
        assertThat(frontier.all()).isEqualTo(5);
        assertThat(read(0, frontier.end())).containsExactly("scored 0.1", "scored 0.2");
    }

    @Test
    void countsAllWhenNoneIsOpen() {
        for (int i : new int[] {4, 2, 0, 1, 3}) {
            end(i, i / 10.0);
        }

        Frontier frontier = calls.frontier(RUN).orElseThrow();

        assertThat(frontier.counted()).isEqualTo(5);
        assertThat(frontier.open()).isZero();
        assertThat(read(jobs.get(1).sequence(), frontier.end()))
                .containsExactly("scored 0.2", "scored 0.3", "scored 0.4");
    }

    @Test
    void cancelledCallsNeitherCountNorStandInTheWay() {
        end(0, 0.1);
        end(4, 0.5);
        db.sql("update job set status = 'cancelled' where seq in ("
                + jobs.get(1).sequence() + ", " + jobs.get(3).sequence() + ")");
        db.sql("update session set running = running - 2 where run_id = 'session-s'");

        Frontier frontier = calls.frontier(RUN).orElseThrow();

        assertThat(frontier.counted()).isEqualTo(1);
        assertThat(frontier.open()).isEqualTo(1);
        assertThat(frontier.all()).isEqualTo(3);
        assertThat(frontier.end()).isEqualTo(jobs.get(2).sequence());
        assertThat(calls.sequence(RUN, 1)).contains(jobs.get(0).sequence());
        assertThat(calls.sequence(RUN, 3)).contains(jobs.get(4).sequence());
        assertThat(calls.sequence(RUN, 4)).isEmpty();
    }

    @Test
    void knowsNoSessionWithoutCalls() {
        assertThat(calls.frontier(new RunId("session-nobody"))).isEmpty();
    }

    @Test
    void callsArePairedByItemsWhereBothRunsHaveSomeThatMayBeOfOneDataset() {
        assertThat(pairedByItem()).isFalse();
        db.sql("update job set item = '1' where run_id = 'session-s'");
        assertThat(pairedByItem()).isFalse();
        db.sql("update job set item = '1' where run_id = 'session-other'");
        assertThat(pairedByItem()).isTrue();

        use("session-s", "golden", 1);
        assertThat(pairedByItem()).isTrue();
        use("session-other", "bridges", 1);
        assertThat(pairedByItem()).isFalse();
        use("session-other", "golden", 2);
        assertThat(pairedByItem()).isTrue();
    }

    @Test
    void tellsWhatACallIsAboutByItsItemOrItsQuestionAlone() {
        end(0, 0.1);
        end(1, 0.2);
        db.sql("update job set item = '17' where seq = " + jobs.get(0).sequence());

        List<String> items = about(true);
        assertThat(items).startsWith("item 17").doesNotContainNull().doesNotHaveDuplicates();
        assertThat(about(false)).containsExactly(items.get(1), items.get(1));
    }

    private List<String> about(boolean byItem) {
        List<String> about = new ArrayList<>();
        calls.itemScores(
                RUN, "faithfulness", byItem, 0, Long.MAX_VALUE, (sequence, item, outcome, value) -> about.add(item));
        return about;
    }

    private boolean pairedByItem() {
        RunId other = new RunId("session-other");
        assertThat(calls.pairedByItem(other, RUN)).isEqualTo(calls.pairedByItem(RUN, other));
        return calls.pairedByItem(RUN, other);
    }

    private void use(String run, String dataset, int version) {
        db.sql("insert into dataset_use (run_id, name, version, began_at, item_count) values ('%s', '%s', %d, 1, 9)"
                .formatted(run, dataset, version));
    }

    private List<String> read(long after, long end) {
        List<String> read = new ArrayList<>();
        calls.scores(RUN, "faithfulness", after, end, (sequence, outcome, value) -> read.add(outcome + " " + value));
        return read;
    }

    private void end(int index, double value) {
        int number = db.report(RUN).csv().rows() + 1;
        db.record(counted(db.report(RUN), number, value, NOW.plusMillis(number)), row(number, jobs.get(index), value));
    }
}
