package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.store.Database;
import dev.marksheet.store.FairShareTurns;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls past their session's budget, in a queue that many processes share. */
class HeldTasksTests {

    private static final SessionId SESSION = new SessionId("spent");
    private static final RunId RUN = RunId.of(SESSION);
    private static final String TASK = "score-call";
    private static final String NODE = "node-1";

    private final Database db = Database.postgresql();
    private final FairShareTurns turns = db.turns();
    private final HeldTasks held = new HeldTasks(db.settings, turns, TASK, Clock.systemUTC());

    @AfterEach
    void close() {
        db.close();
    }

    private void setBudget(double budget) {
        SessionSettings settings = new SessionSettings(null, Map.of(), false, null, null, budget);
        db.settings
                .save(SESSION, before -> settings, Database.NOW, held::release)
                .join();
    }

    private List<String> tasks() {
        return db.jdbc
                .sql("select task_instance from scheduled_tasks where not picked order by priority desc")
                .query(String.class)
                .list();
    }

    private List<String> picked() {
        return db.jdbc
                .sql("select task_instance from scheduled_tasks where picked")
                .query(String.class)
                .list();
    }

    private void pick(String job) {
        db.sql("update scheduled_tasks set picked = true, picked_by = '" + NODE + "' where task_instance = '" + job
                + "'");
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
        pick(jobs.get(1));

        held.hold(RUN, jobs.get(1), NODE, () -> fail("its budget is spent"));
        assertThat(tasks()).containsExactly(other.id().value());
        assertThat(picked()).as("nothing is left to a node that dies here").isEmpty();
        setBudget(1);

        assertThat(tasks()).hasSize(4).containsSubsequence(jobs);
    }

    @Test
    void leaveCallsAloneWhoseBudgetWasRaisedMeanwhile() {
        ScoreJob job = db.accept("spent");
        turns.adopt(TASK, Database.NOW);
        pick(job.id().value());
        setBudget(1);

        List<String> handedOut = new ArrayList<>();
        held.hold(RUN, job.id().value(), NODE, () -> handedOut.add(job.id().value()));

        assertThat(handedOut).containsExactly(job.id().value());
        assertThat(picked()).containsExactly(job.id().value());
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
