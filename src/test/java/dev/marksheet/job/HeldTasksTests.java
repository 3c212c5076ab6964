package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.store.Database;
import dev.marksheet.store.FairShareTurns;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls past their session's budget, in a queue that many processes share. */
class HeldTasksTests {

    private static final SessionId SESSION = new SessionId("spent");
    private static final RunId RUN = RunId.of(SESSION);
    private static final String TASK = "score-call";

    private final Database db = Database.postgresql();
    private final FairShareTurns turns = db.turns();
    private final HeldTasks held = new HeldTasks(db.settings, turns, TASK, Clock.systemUTC());

    @AfterEach
    void close() {
        db.close();
    }

    private void setBudget(double budget) {
        SessionSettings settings = new SessionSettings(null, Map.of(), false, null, null, budget);
        db.settings.save(SESSION, before -> settings, Database.NOW).join();
    }

    private List<String> tasks() {
        return db.jdbc
                .sql("select task_instance from scheduled_tasks where not picked order by priority desc")
                .query(String.class)
                .list();
    }

    @Test
    void takeTheirPlaceInTheOrderOfWorkAndGiveItBackInTheSameOrder() {
        List<String> jobs = List.of(db.accept("spent"), db.accept("spent"), db.accept("spent")).stream()
                .map(ScoreJob::id)
                .map(id -> id.value())
                .toList();
        ScoreJob other = db.accept("other");
        turns.adopt(TASK, Database.NOW);
        setBudget(0);

        held.hold(RUN);
        assertThat(tasks()).containsExactly(other.id().value());
        setBudget(1);
        held.release(RUN);

        assertThat(tasks()).hasSize(4).containsSubsequence(jobs);
    }

    @Test
    void leaveCallsAloneWhoseBudgetWasRaisedMeanwhile() {
        ScoreJob job = db.accept("spent");
        setBudget(1);

        // As its own attempt leaves it, which has taken its task away.
        held.hold(RUN);

        assertThat(tasks()).containsExactly(job.id().value());
        assertThat(db.jobs.start(job.id(), RUN, Database.NOW).join()).isTrue();
    }

    @Test
    void areNotBegun() {
        ScoreJob job = db.accept("spent");
        setBudget(0);

        assertThat(db.jobs.start(job.id(), RUN, Database.NOW).join()).isFalse();
        assertThat(db.settings.isSpent(RUN)).isTrue();
        assertThat(db.settings.isSpent(new RunId("session-none"))).isFalse();
    }
}
