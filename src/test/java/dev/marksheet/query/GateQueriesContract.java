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
