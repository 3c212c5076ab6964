package dev.marksheet.store;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people have set for sessions. Safe for use by many threads at once. */
@Repository
public class SettingsStore {

    /** As {@link SessionSettings#isSpent(double)}. */
    static final String SPENT = "budget is not null and spent >= budget * " + SessionSettings.NEARLY;

    private final JdbcClient jdbc;
    private final Writes writes;
    private final Outbox outbox;

    SettingsStore(JdbcClient jdbc, Writes writes, Outbox outbox) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.outbox = outbox;
    }

    /**
     * What a change came to.
     *
     * @param created whether there was no such session before
     * @param before the settings before the change
     */
    public record Saved(boolean created, SessionSettings before, SessionSettings settings) {}

    /**
     * Changes a session's settings, or makes the session with them. Of changes at once none is lost.
     *
     * @param change given the settings as they are
     * @param budgetChanges told within the transaction that the run has another budget
     */
    public CompletableFuture<Saved> save(
            SessionId session, UnaryOperator<SessionSettings> change, Instant now, Consumer<RunId> budgetChanges) {
        RunId run = RunId.of(session);
        return writes.submit(() -> {
            boolean created = insert(session, run, now);
            // The change of the row comes first: it keeps other processes out until this one is through.
            jdbc.sql("update session set version = version + 1 where run_id = :run")
                    .param("run", run.value())
                    .update();
            SessionDeletions.requireGone(jdbc, run);
            SessionSettings before = read(run);
            SessionSettings settings = change.apply(before);
            write(session, run, settings);
            writeLabels(run, settings);
            if (!Objects.equals(before.gate(), settings.gate())
                    || !Objects.equals(before.expect(), settings.expect())) {
                outbox.gateIsChanged(run);
            }
            if (!Objects.equals(before.budget(), settings.budget())) {
                budgetChanges.accept(run);
            }
            return new Saved(created, before, settings);
        });
    }

    /** Whether so much of a session's budget is spent that no further call of it may be begun. */
    public boolean isSpent(RunId run) {
        return jdbc.sql("select 1 from session where run_id = :run and " + SPENT)
                .param("run", run.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /**
     * Does something while a session's budget is spent and nobody changes it; the future says whether it was.
     *
     * @param work done in the same transaction
     */
    public CompletableFuture<Boolean> whileSpent(RunId run, Runnable work) {
        return writes.submit(() -> {
            // Changes nothing, and keeps other processes from changing it.
            jdbc.sql("update session set version = version where run_id = :run")
                    .param("run", run.value())
                    .update();
            boolean spent = isSpent(run);
            if (spent) {
                work.run();
            }
            return spent;
        });
    }

    private boolean insert(SessionId session, RunId run, Instant now) {
        return jdbc.sql(NewJobs.SESSION)
                        .param("key", null)
                        .param("run", run.value())
                        .param("session", session.value())
                        .param("name", SearchText.fold(session.value()))
                        .param("now", now.toEpochMilli())
                        .update()
                == 1;
    }

    private SessionSettings read(RunId run) {
        return jdbc.sql("select name, labels, pinned, expect, gate, budget from session where run_id = :run")
                .param("run", run.value())
                .query((row, n) -> Mapping.settings(row))
                .single();
    }

    private void write(SessionId session, RunId run, SessionSettings settings) {
        String name = settings.name();
        jdbc.sql("""
                        update session set name = :name, search_name = :search, labels = :labels, pinned = :pinned,
                               expect = :expect, gate = :gate, budget = :budget
                        where run_id = :run
                        """)
                .param("name", name)
                .param("search", SearchText.fold(name == null ? session.value() : session.value() + "\n" + name))
                .param("labels", Json.write(settings.labels()))
                .param("pinned", settings.pinned() ? 1 : 0)
                .param("expect", settings.expect())
                .param("gate", settings.gate() == null ? null : Json.write(settings.gate()))
                .param("budget", settings.budget())
                .param("run", run.value())
                .update();
    }

    private void writeLabels(RunId run, SessionSettings settings) {
        jdbc.sql("delete from session_label where run_id = :run")
                .param("run", run.value())
                .update();
        settings.labels()
                .forEach((key, value) -> jdbc.sql(
                                "insert into session_label (run_id, label_key, label_value) values (:run, :key, :value)")
                        .param("run", run.value())
                        .param("key", key)
                        .param("value", value)
                        .update());
    }
}
