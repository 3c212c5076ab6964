package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.session.JobId;
import dev.marksheet.store.FakeAnswerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerCheckpointTests {

    private static final JobId JOB = new JobId("0123456789ab");

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource time = () -> now;
    private final FakeAnswerStore store = new FakeAnswerStore();
    private final AnswerCheckpoint keeper = new AnswerCheckpoint(store, time.withZone(ZoneOffset.UTC));

    @AfterEach
    void endTimer() {
        keeper.close();
    }

    private static void ask(AnswerCheckpoint.Call call, String text) {
        call.answers().before(new FakeJudge()).ask(new JudgeTask.Entities(text));
    }

    private void passTime() {
        now = now.plus(Duration.ofSeconds(2));
        keeper.storeFresh();
    }

    @Test
    void storesTheAnswersOfCallsThatTakeLong() {
        AnswerCheckpoint.Call call = keeper.open(JOB);
        ask(call, "one");
        keeper.storeFresh();
        assertThat(store.kept).isEmpty();

        passTime();

        assertThat(store.ofJob(JOB)).hasSize(1);
    }

    @Test
    void goesOnAfterAnError() {
        AnswerCheckpoint.Call call = keeper.open(JOB);
        ask(call, "one");
        store.fault = new OutOfMemoryError("in a test");
        passTime();

        store.fault = null;
        ask(call, "two");
        passTime();

        assertThat(store.ofJob(JOB)).hasSize(1);
    }

    @Test
    void forgetsTheAnswersOfACallThatEndsWhileTheyAreBeingStored() {
        AnswerCheckpoint.Call call = keeper.open(JOB);
        ask(call, "one");
        store.beforeKeeping = () -> {
            call.ended(false);
            call.close();
        };

        passTime();

        assertThat(store.kept).isEmpty();
    }

    @Test
    void storesAllAnswersOfACallThatWasStopped() {
        AnswerCheckpoint.Call call = keeper.open(JOB);
        ask(call, "one");

        call.close();

        assertThat(store.ofJob(JOB)).hasSize(1);
    }
}
