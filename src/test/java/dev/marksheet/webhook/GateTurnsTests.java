package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.LogLines;
import dev.marksheet.gate.CriterionResult;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateRule;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.Progress;
import dev.marksheet.job.FakeScheduler;
import dev.marksheet.query.FakeSessionQueries;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Jobs;
import dev.marksheet.session.Reported;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.Database;
import dev.marksheet.store.FakeDueGates;
import dev.marksheet.store.FakeOutbox;
import dev.marksheet.store.FakeSessionStore;
import dev.marksheet.store.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** When gates are looked at, what is told of them, and what that outlives; one thread, and no time passes by itself. */
class GateTurnsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId RUN = new RunId("session-s");

    private final FakeOutbox outbox = new FakeOutbox().wanting(Outbox.GATE_FAILED);
    private final FakeDueGates due = new FakeDueGates();
    private final FakeSessionStore sessions = new FakeSessionStore();
    private final FakeScheduler thread = new FakeScheduler();
    private final List<RunId> looked = new ArrayList<>();
    private Optional<GateResult> standing = Optional.of(result(GateVerdict.PASS));
    private @Nullable RuntimeException fault;
    private final GateTurns turns = new GateTurns(
            outbox,
            due,
            this::standing,
            new FakeSessionQueries(sessions::find),
            Clock.fixed(NOW, ZoneOffset.UTC),
            thread);

    GateTurnsTests() {
        sessions.put(Reported.session("s").report());
        sessions.put(Reported.session("t").report());
    }

    private Optional<GateResult> standing(SessionReport report) {
        looked.add(report.run());
        if (fault != null) {
            throw fault;
        }
        return standing;
    }

    private static GateResult result(GateVerdict verdict) {
        CriterionResult criterion = new CriterionResult(
                "exact_match", 0.85, verdict, 0.91, 10, 2, 3, 0.8, true, 19.9, 0.25, 20, 400, List.of());
        return new GateResult(
                Reported.session("s").report().session(),
                RUN,
                new GateQuestion(List.of(), null, null, null, GateQuestion.ALPHA, GateRule.EVIDENCE),
                new Progress(10, 0, 10, null),
                List.of(criterion),
                null);
    }

    private void ended(String... sessionIds) {
        turns.ended(Arrays.stream(sessionIds).map(GateTurnsTests::row).toList());
    }

    private static Row row(String session) {
        ScoreJob job = Jobs.open("000000000001", JobStatus.RUNNING, Database.request(session));
        return Database.row(1, job, 0.5);
    }

    @Test
    void aGateIsLookedAtOnceForAllCallsThatEndedTogether() {
        ended("s", "s", "t", "s");

        assertThat(looked).containsExactly(RUN, new RunId("session-t"));
        assertThat(due.noted()).startsWith("session-s of 7: gate.passed");
    }

    @Test
    void isLookedAtAgainForCallsThatEndLater() {
        ended("s");
        ended("s");

        assertThat(looked).hasSize(2);
    }

    @Test
    void nobodyLooksWhereNobodyIsTold() {
        outbox.wanting(Outbox.SESSION_IDLE);

        ended("s");
        turns.start();

        assertThat(looked).isEmpty();
        assertThat(thread.repeated()).isZero();
    }

    @Test
    void tellsWhatTheVerdictIsAndWhy() {
        standing = Optional.of(result(GateVerdict.FAIL));

        ended("s");

        assertThat(due.noted()).containsExactly("session-s of 7: gate.failed");
        Map<String, ?> told = due.told();
        assertThat(told).isNotNull();
        assertThat(told.get("session_id")).isEqualTo("s");
        assertThat(told.get("run_id")).isEqualTo("session-s");
        assertThat(told.get("verdict")).isEqualTo("FAIL");
        assertThat(told.get("criteria"))
                .isEqualTo(
                        List.of(Map.of("metric", "exact_match", "threshold", 0.85, "verdict", "FAIL", "mean", 0.91)));
        assertThat(told.get("reason")).asString().contains("en=exact_match 0.91", "zh=exact_match 0.91");
    }

    @Test
    void aGateWithoutAVerdictIsNotedAndNotToldOf() {
        standing = Optional.of(result(GateVerdict.UNDECIDED));

        ended("s");

        assertThat(due.noted()).containsExactly("session-s of 7: null");
        assertThat(due.told()).isEqualTo(Map.of());
    }

    @Test
    void aSessionWithoutAGateOrThatIsGoneIsNotNoted() {
        standing = Optional.empty();
        ended("s");
        sessions.delete(RUN);
        ended("s");

        assertThat(looked).hasSize(1);
        assertThat(due.noted()).isEmpty();
    }

    @Test
    void thoseThatAreLeftBehindAreLookedAtEverySecond() {
        turns.start();
        assertThat(turns.isRunning()).isTrue();
        due.due().add(RUN);

        thread.passTime();

        assertThat(due.noted()).containsExactly("since 2026-03-01T11:59:59Z, 100", "session-s of 7: gate.passed");
    }

    @Test
    void aLookThatTheDatabaseRefusesIsLeftToTheNext() {
        due.refuseWith(new DataAccessResourceFailureException("away"));
        try (LogLines log = new LogLines(GateTurns.class)) {
            ended("s");
            fault = new CannotCreateTransactionException("away");
            ended("s");
            fault = new DataAccessResourceFailureException("away");
            ended("s");

            assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
        }
        assertThat(due.noted()).noneMatch(line -> line.contains("put off"));
    }

    @Test
    void aLookThatFailsOtherwiseIsPutOff() {
        fault = new IllegalStateException("odd");
        try (LogLines log = new LogLines(GateTurns.class)) {
            ended("s");

            assertThat(log.lines()).containsExactly("WARN The gate of session-s is looked at again in a minute (odd)");
        }
        assertThat(due.noted()).containsExactly("session-s put off to 2026-03-01T12:01:00Z");
    }

    @Test
    void isLookedForAgainWhateverALookHasMet() {
        turns.start();
        due.due().add(RUN);
        for (Throwable met : List.of(
                new DataAccessResourceFailureException("away"),
                new CannotCreateTransactionException("away"),
                new IllegalStateException("odd"),
                new StackOverflowError("deep"))) {
            due.throwWhenAsked(met);
            thread.passTime();
        }

        due.throwWhenAsked(null);
        thread.passTime();

        assertThat(looked).containsExactly(RUN);
    }

    @Test
    void isLookedAtAgainAfterThereWasNoThread() {
        thread.refuseWith(new OutOfMemoryError("unable to create native thread"));
        assertThatThrownBy(() -> ended("s")).isInstanceOf(OutOfMemoryError.class);

        thread.refuseWith(null);
        ended("s");

        assertThat(looked).containsExactly(RUN);
    }

    @Test
    void callsThatEndWhileTheServiceStopsAreLookedAtByTheNext() {
        turns.start();
        thread.refuseWith(new RejectedExecutionException());

        ended("s");
        turns.stop();

        assertThat(looked).isEmpty();
        assertThat(turns.isRunning()).isFalse();
        assertThat(thread.isShutdown()).isTrue();
        assertThat(turns.getPhase()).isEqualTo(GateTurns.PHASE);
    }
}
