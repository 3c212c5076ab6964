package dev.marksheet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.GateSettings;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.store.Outbox.Subscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That a gate is to be looked at outlives the process that ended the call, on every database. */
abstract class DueGatesContract {

    private static final RunId RUN = new RunId("session-gated");

    private Database db;

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
        db.outbox.subscribe(
                List.of(new Subscriber("r", Set.of(Outbox.GATE_PASSED, Outbox.GATE_FAILED), Duration.ZERO)));
        set(0.6);
        look(null);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void areDueSinceTheTransactionThatEndedACall() {
        end(db.running("gated"));
        end(db.running("without"));

        assertThat(due()).containsExactly(RUN);
    }

    @Test
    void areDueSinceTheTransactionThatCancelledACall() {
        ScoreJob job = db.running("gated");
        db.sessions.exclusively(
                RUN, () -> db.cancellations().one(RUN, job.id(), Database.NOW).join());

        assertThat(due()).containsExactly(RUN);
    }

    @Test
    void stayDueWhenTheSessionHasGoneOn() {
        end(db.running("gated"));
        long looked = version();
        end(db.running("gated"));

        db.dueGates().looked(RUN, looked, null, Map.of()).join();
        assertThat(due()).containsExactly(RUN);
        look(null);
        assertThat(due()).isEmpty();
    }

    @Test
    void areToldOfWhenTheyTurn() {
        look(Outbox.GATE_PASSED);
        look(Outbox.GATE_PASSED);
        look(null);
        look(Outbox.GATE_PASSED);
        look(Outbox.GATE_FAILED);

        assertThat(told()).containsExactly(Outbox.GATE_PASSED, Outbox.GATE_FAILED);
    }

    @Test
    void areToldOfAnewWhenTheyAskSomethingElse() {
        look(Outbox.GATE_FAILED);
        set(0.6);
        assertThat(due()).as("the same").isEmpty();

        set(0.7);
        assertThat(due()).containsExactly(RUN);
        look(Outbox.GATE_FAILED);
        assertThat(told()).containsExactly(Outbox.GATE_FAILED, Outbox.GATE_FAILED);
    }

    @Test
    void areNotDueWhileNobodyWantsToKnow() {
        db.outbox.subscribe(List.of(new Subscriber("r", Set.of(Outbox.SESSION_IDLE), Duration.ZERO)));
        end(db.running("gated"));

        assertThat(due()).isEmpty();
    }

    @Test
    void canBePutOff() {
        end(db.running("gated"));
        db.dueGates().putOff(RUN, Instant.now().plusSeconds(3600)).join();

        assertThat(due()).isEmpty();
    }

    private void set(double threshold) {
        GateSettings gate = new GateSettings(Map.of("faithfulness", threshold), null, null, null, null, null);
        SessionSettings settings = new SessionSettings(null, Map.of(), false, null, gate, null);
        db.settings
                .save(new SessionId("gated"), before -> settings, Database.NOW, run -> {})
                .join();
    }

    private void look(@Nullable String event) {
        db.dueGates().looked(RUN, version(), event, Map.of()).join();
    }

    private List<RunId> due() {
        return db.dueGates().since(Instant.now().plusSeconds(1), 10);
    }

    private List<String> told() {
        return db.jdbc
                .sql("select event from webhook_delivery order by seq")
                .query(String.class)
                .list();
    }

    private long version() {
        return db.count("select version from session where run_id = 'session-gated'");
    }

    private void end(ScoreJob job) {
        int number = (int) db.count("select count(*) from job where sample_number is not null and run_id = '"
                        + job.run().value() + "'")
                + 1;
        db.record(Database.counted(db.report(job.run()), number, 0.5, Database.NOW), Database.row(number, job, 0.5));
    }
}
