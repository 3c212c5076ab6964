package dev.marksheet.store;

import static dev.marksheet.store.Database.NOW;
import static dev.marksheet.store.Database.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database does with jobs that are taken up again. */
abstract class AttemptsContract {

    private Database db;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        db = open();
    }

    @AfterEach
    void closeDatabase() {
        db.close();
    }

    @Test
    void takesUpWhatHasFailedOnceAndKeepsHowItHadEnded() {
        ScoreJob good = ended(true, Database.result(0.5));
        ScoreJob partial = ended(true, partial());
        ScoreJob failed = ended(false, failed());
        ScoreJob open = db.accept("s");

        List<JobStore.Open> taken = retried(good.run());

        assertThat(taken).extracting(JobStore.Open::id).containsExactly(partial.id(), failed.id());
        assertThat(taken).extracting(JobStore.Open::retries).containsOnly(1);
        assertThat(retried(good.run())).isEmpty();
        assertThat(db.report(good.run()).counts().of(JobStatus.QUEUED)).isEqualTo(3);
        assertThat(db.report(good.run()).counts().of(JobStatus.COMPLETED)).isEqualTo(1);
        assertThat(db.report(good.run()).counts().of(JobStatus.FAILED)).isZero();
        assertThat(db.jobQueries.attempts(partial.id()))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.result().failed()).containsExactly("broken"));
        assertThat(db.jobQueries.attempts(open.id())).isEmpty();
        assertThat(db.jobs.earlier(partial.id()).orElseThrow().number()).isEqualTo(2);
        assertThat(db.jobs.earlier(failed.id()).orElseThrow().number()).isZero();
    }

    @Test
    void showsTheRowOfBeforeUntilAnotherTakesItsPlace() {
        ScoreJob job = ended(true, partial());
        retried(job.run());
        db.jobs.start(job.id(), job.run(), NOW).join();
        db.jobs.saveResult(job.id(), 1, Database.result(0.75)).join();

        List<Row> between = db.sessionQueries.rows(job.run(), 0, 10);
        Row.Earlier earlier = db.jobs.earlier(job.id()).orElseThrow();
        Row row = new Row(1, job.id(), job.run(), Database.request("s"), Database.result(0.75), NOW, earlier);
        db.record(counted(db.report(job.run()), 1, 0.75, NOW), row);

        assertThat(between)
                .singleElement()
                .satisfies(one -> assertThat(one.result().failed()).containsExactly("broken"));
        assertThat(db.sessionQueries.rows(job.run(), 0, 10))
                .singleElement()
                .satisfies(one -> assertThat(one.result().failed()).isEmpty());
        assertThat(db.report(job.run()).counts().of(JobStatus.COMPLETED)).isEqualTo(1);
        assertThat(retried(job.run())).isEmpty();
    }

    @Test
    void refusesTheResultOfAnAttemptThatIsOver() {
        ScoreJob job = ended(false, failed());
        retried(job.run());
        db.jobs.start(job.id(), job.run(), NOW).join();

        assertThat(db.jobs.saveResult(job.id(), 0, Database.result(0.25)).join())
                .isFalse();
        assertThat(db.sessions.stillRunning(List.of(Database.row(0, job, 0.25))))
                .isEmpty();
        assertThat(db.jobs.saveResult(job.id(), 1, Database.result(0.75)).join())
                .isTrue();
    }

    @Test
    void isAgainWhatItWasWhenItsRetryIsCancelled() {
        ScoreJob failed = ended(false, failed());
        retried(failed.run());

        db.cancellations().one(failed.run(), failed.id(), NOW).join();

        assertThat(db.status(failed.id())).contains(JobStatus.FAILED);
        assertThat(db.report(failed.run()).counts().of(JobStatus.FAILED)).isEqualTo(1);
        assertThat(db.report(failed.run()).counts().total()).isEqualTo(1);
        assertThat(db.jobQueries.attempts(failed.id())).isEmpty();
        assertThat(retried(failed.run())).hasSize(1);
    }

    @Test
    void takesUpEachOnceHoweverManyAskAtOnce() {
        IntStream.range(0, 20).forEach(i -> ended(false, failed()));

        int taken = IntStream.range(0, 8)
                .parallel()
                .map(i -> retried(new RunId("session-s")).size())
                .sum();

        assertThat(taken).isEqualTo(20);
        assertThat(db.count("select count(*) from job_attempt")).isEqualTo(20);
    }

    private List<JobStore.Open> retried(RunId run) {
        List<JobStore.Open> alongside = new ArrayList<>();
        JobStore.Retried taken =
                db.jobs.retry(run, 0, null, 100, alongside::add).join();
        assertThat(alongside).isEqualTo(taken.jobs());
        return taken.jobs();
    }

    private ScoreJob ended(boolean hasRow, CallResult result) {
        ScoreJob job = db.running("s");
        db.jobs.saveResult(job.id(), result).join();
        int rows = db.report(job.run()).csv().rows();
        int number = hasRow ? rows + 1 : 0;
        Row row = new Row(number, job.id(), job.run(), Database.request("s"), result, NOW);
        db.record(counted(db.report(job.run()), hasRow ? number : rows, 0.5, NOW), row);
        return job;
    }

    private static CallResult failed() {
        return new CallResult(Map.of("broken", new Score.Failed("no reply")), Map.of(), 5, null);
    }

    private static CallResult partial() {
        Map<String, Score> scores = new LinkedHashMap<>(Database.result(0.5).scores());
        scores.put("broken", new Score.Failed("no reply"));
        return new CallResult(scores, Map.of(), 5, 0.5);
    }
}
