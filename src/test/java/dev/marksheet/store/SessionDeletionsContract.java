package dev.marksheet.store;

import static dev.marksheet.store.Database.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.query.JobFilter;
import dev.marksheet.query.JobList;
import dev.marksheet.session.CallKey;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionDeletedException;
import dev.marksheet.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class SessionDeletionsContract {

    private static final RunId RUN = RunId.of(new SessionId("s"));

    private Database db;
    private SessionDeletions deletions;

    abstract Database newDatabase();

    /** The names of the tables that have a column of this name. */
    abstract String tablesWith(String column);

    @BeforeEach
    void open() {
        db = newDatabase();
        deletions = db.deletions();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private boolean begin() {
        return db.sessions.exclusively(RUN, () -> deletions.begin(RUN, NOW).join());
    }

    private ScoreJob recorded(String session) {
        ScoreJob job = db.running(session);
        db.jobs.saveResult(job.id(), Database.result(0.5)).join();
        db.recordAlone(job);
        return job;
    }

    @Test
    void knowsEveryTableThatHoldsSomethingOfASession() {
        Set<String> known = new TreeSet<>(SessionDeletions.SMALL);
        known.addAll(SessionDeletions.OF_JOBS);
        SessionDeletions.OF_RUNS.forEach(many -> known.add(many.table()));
        known.addAll(Set.of("session", "job", "session_deletion", "session_turn"));

        Set<String> found = Stream.of("run_id", "job_id")
                .flatMap(column -> db.jdbc.sql(tablesWith(column)).query(String.class).list().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).containsAll(found);
    }

    private int steps() {
        int steps = 0;
        while (deletions.sweep(RUN, 4).join()) {
            steps++;
        }
        return steps;
    }

    @Test
    void hidesASessionAtOnceAndSweepsItInSteps() {
        List<ScoreJob> jobs = Stream.generate(() -> recorded("s")).limit(5).toList();
        ScoreJob open = db.accept("s");
        ScoreJob other = recorded("t");

        assertThat(begin()).isTrue();
        assertThat(begin()).as("there is none any more").isFalse();

        assertThat(db.sessionQueries.find(RUN)).isEmpty();
        assertThat(db.jobQueries.find(jobs.get(0).id())).isEmpty();
        assertThat(new JobList(db.jdbc).newestFirst(JobFilter.NONE, Long.MAX_VALUE, 100))
                .extracting(ScoreJob::id)
                .containsExactly(other.id());
        assertThat(db.jobs.start(open.id(), RUN, NOW).join())
                .as("nobody begins what is deleted")
                .isFalse();
        assertThat(db.cancellations().wanted(List.of(open.id()))).isEmpty();
        assertThat(db.count("select count(*) from job")).isEqualTo(7);
        assertThat(steps()).isGreaterThan(2);
        assertThat(db.count("select count(*) from job")).isEqualTo(1);
        for (String table : List.of("score", "job_request", "job_evidence")) {
            assertThat(db.count("select count(*) from " + table)).as(table).isEqualTo(table.equals("score") ? 2 : 1);
        }
        assertThat(db.report(other.run()).csv().rows()).isEqualTo(1);
    }

    @Test
    void takesNoCallOfTheIdUntilAllIsSweptAndThenBeginsAnewWithHigherVersions() {
        recorded("s");
        CallKey key = new CallKey("k", "hash");
        db.jobs.accept(Database.request("s"), key, NOW, job -> {}).join();
        long version = db.report(RUN).version();
        begin();

        assertThat(deletions.isDeleted(RUN)).isTrue();
        assertThatThrownBy(() -> db.accept("s")).hasRootCauseInstanceOf(SessionDeletedException.class);
        assertThatThrownBy(() -> place(db.accept("t"))).hasRootCauseInstanceOf(SessionDeletedException.class);
        assertThat(db.sessionQueries.find(RUN)).isEmpty();
        db.accept("t");
        while (deletions.sweep(RUN, 100).join()) {
            assertThat(deletions.isDeleted(RUN)).isTrue();
        }
        deletions.end(RUN).join();

        assertThat(db.jobs.accept(Database.request("s"), key, NOW, job -> {}).join())
                .as("its key stands for nothing any more")
                .isPresent();
        assertThat(db.report(RUN).version()).isGreaterThan(version + 1);
        assertThat(db.report(RUN).counts().total()).isEqualTo(1);
    }

    @Test
    void isSweptByOneProcessAtATimeAndByAnotherWhenThatIsGone() {
        db.accept("s");
        begin();

        assertThat(deletions.unclaimed(NOW, 10)).containsExactly(RUN);
        assertThat(deletions.claim(RUN, NOW, NOW.plusSeconds(30)).join()).isTrue();
        assertThat(deletions.claim(RUN, NOW, NOW.plusSeconds(30)).join()).isFalse();
        assertThat(deletions.unclaimed(NOW, 10)).isEmpty();
        assertThat(deletions.unclaimed(NOW.plusSeconds(30), 10)).containsExactly(RUN);
        deletions.forgetClaims().join();
        assertThat(deletions.unclaimed(NOW, 10)).containsExactly(RUN);
    }

    /** An order to score a call anew into the session. */
    private void place(ScoreJob source) {
        RescoreOrder order = new RescoreOrder(
                new SessionId("s"),
                source.run(),
                new RescoreOrder.Changes(null, null, List.of(), Map.of()),
                RescoreOrder.Selection.ALL);
        new RescoreStore(db.jdbc, db.writes, () -> null)
                .place(order, source.sequence(), NOW)
                .join();
    }
}
