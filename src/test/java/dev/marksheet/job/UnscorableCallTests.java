package dev.marksheet.job;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.store.JobStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Calls that lie in the database and in no queue: the test hands them out. */
@SpringBootTest(properties = "marksheet.judge.base-url=")
class UnscorableCallTests {

    private static final int TRIES = 5;
    private static final String INTERNAL =
            "an internal fault stopped the scoring of this call again and again; the log of the service says more";

    @TempDir
    static Path folder;

    @Autowired
    private SessionScoreJobManager manager;

    @Autowired
    private SessionQueries sessions;

    @Autowired
    private JobQueries queries;

    @Autowired
    private JobStore jobs;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", folder::toString);
    }

    @Test
    void endsACallAsFailedWhoseRequestCantBeRead() throws InterruptedException {
        ScoreJob job = accept("unreadable", "exact_match", "local");
        spoil("update job_request set request = '{\"session' where job_id = :id", job);

        assertEndsAsFailed(job, INTERNAL);
    }

    @Test
    void endsACallAsFailedWhoseMetricIsNoLongerThere() throws InterruptedException {
        ScoreJob job = accept("without-metric", "a_criterion_that_was_removed", "local");

        assertEndsAsFailed(job, "unknown metric a_criterion_that_was_removed; valid: faithfulness");
    }

    @Test
    void scoresACallWhoseJudgeIsNoLongerThereWhenItAsksNone() throws InterruptedException {
        ScoreJob job = accept("without-judge", "exact_match", "judge-1");

        handOut(job);

        assertThat(queries.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void endsACallAsFailedWhoseKeptResultCantBeRead() throws InterruptedException {
        ScoreJob job = accept("spoiled", "exact_match", "local");
        jobs.start(job.id(), job.run(), job.createdAt()).join();
        jobs.saveResult(
                        job.id(),
                        new CallResult(Map.of("exact_match", new Score.Scored(1, Evidence.NONE)), Map.of(), 1, 1.0))
                .join();
        spoil("update job set scores = '{\"exact' where job_id = :id", job);

        assertEndsAsFailed(job, INTERNAL);
    }

    @Test
    void endsACallAsFailedWhoseResultCantBeReported() throws InterruptedException {
        ScoreJob first = accept("unreportable", "exact_match", "local");
        handOut(first);
        jdbc.sql("create unique index one on score (metric, outcome) where run_id = 'session-unreportable'")
                .update();
        ScoreJob job = accept("unreportable", "exact_match", "local");
        for (int i = 1; i < TRIES; i++) {
            assertThatThrownBy(() -> handOut(job)).isInstanceOf(DataIntegrityViolationException.class);
        }

        handOut(job);

        assertThat(queries.find(job.id()).orElseThrow().error()).isEqualTo("exact_match: " + INTERNAL);
        assertThat(sessions.find(job.run()).orElseThrow().counts()).isEqualTo(counts(0, 0, 1, 1));
    }

    @Test
    void endsACallAsFailedThatWasAtWorkWheneverTheProcessEnded() throws InterruptedException {
        ScoreJob job = accept("fatal", "exact_match", "local");
        for (int crash = 0; crash < TRIES; crash++) {
            jobs.start(job.id(), job.run(), job.createdAt()).join();
        }

        handOut(job);

        assertThat(queries.find(job.id()).orElseThrow().error())
                .isEqualTo(
                        "exact_match: the service ended 5 times while it scored this call, perhaps for want of memory;"
                                + " the call is not tried again");
        assertThat(sessions.find(job.run()).orElseThrow().counts()).isEqualTo(counts(0, 0, 0, 1));
    }

    @Test
    void losesNoCallHoweverOftenTheDatabaseRefuses() throws InterruptedException {
        ScoreJob job = accept("refused", "exact_match", "local");
        jdbc.sql("create trigger refuse before update on job begin select raise(abort, 'disk full'); end")
                .update();
        for (int i = 0; i < 2 * TRIES; i++) {
            assertThatThrownBy(() -> handOut(job)).isInstanceOf(DataAccessException.class);
        }
        jdbc.sql("drop trigger refuse").update();

        handOut(job);

        assertThat(queries.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.COMPLETED);
    }

    private ScoreJob accept(String session, String metric, String judgeModel) {
        ScoreRequest request = new ScoreRequest(
                new SessionId(session),
                Sample.of("Why?", "Rain.", List.of(), "Rain."),
                List.of(metric),
                Map.of(),
                judgeModel,
                "local");
        return jobs.accept(request, Clock.systemUTC().instant()).join();
    }

    private void spoil(String sql, ScoreJob job) {
        assertThat(jdbc.sql(sql).param("id", job.id().value()).update()).isEqualTo(1);
    }

    private void handOut(ScoreJob job) throws InterruptedException {
        manager.run(jobs.open(job.id()).orElseThrow());
    }

    private void assertEndsAsFailed(ScoreJob job, String reason) throws InterruptedException {
        for (int i = 1; i < TRIES; i++) {
            assertThatThrownBy(() -> handOut(job)).isInstanceOf(RuntimeException.class);
            assertThat(queries.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.RUNNING);
        }
        handOut(job);

        ScoreJob ended = queries.find(job.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(JobStatus.FAILED);
        assertThat(ended.error()).startsWith(job.request().metrics().get(0) + ": " + reason);
        assertThat(sessions.find(job.run()).orElseThrow().counts()).isEqualTo(counts(0, 0, 0, 1));
        assertThat(jobs.open(job.id())).isEmpty();
    }
}
