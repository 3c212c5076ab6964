package dev.marksheet.api.call;

import static dev.marksheet.session.Jobs.open;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.again.Retrier;
import dev.marksheet.job.removal.Cancellation;
import dev.marksheet.job.removal.Deletion;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What takes calls back and what has them scored again. */
class RemovalControllerTests {

    private static final JobId JOB = new JobId("0123456789ab");
    private static final RunId RUN = new RunId("session-s");
    private static final String JOB_PATH = "/api/score/session/jobs/0123456789ab";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final JobQueries jobs = mock(JobQueries.class);
    private final Cancellation cancellation = mock(Cancellation.class);
    private final Deletion deletion = mock(Deletion.class);
    private final Retrier retrier = mock(Retrier.class);
    private final ApiSlice slice = ApiSlice.of(
            new RemovalController(sessions, cancellation, deletion), new RetryController(sessions, jobs, retrier));

    RemovalControllerTests() {
        SessionReport report = Reported.session("s").report();
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(report));
        when(sessions.ofSession("s")).thenReturn(Optional.of(report));
        when(jobs.findWithEvidence(JOB))
                .thenReturn(Optional.of(open(JOB.value(), JobStatus.FAILED, request("s", sample("q", "a")))));
    }

    private void nothingHappened() {
        verifyNoInteractions(cancellation, deletion, retrier);
    }

    @Test
    void cancelsAnOpenJob() {
        when(cancellation.cancel(JOB)).thenReturn(Optional.of(new Cancellation.End(JobStatus.CANCELLED, true)));

        Answer answer = slice.delete(JOB_PATH);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void saysHowAJobHadEndedThatCannotBeCancelled() {
        for (JobStatus before : List.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED)) {
            when(cancellation.cancel(JOB)).thenReturn(Optional.of(new Cancellation.End(before, false)));

            Answer answer = slice.delete(JOB_PATH);

            assertThat(answer.status()).as(before.name()).isEqualTo(409);
            assertThat(answer.detail()).contains("has ended as " + before.wireName());
        }
    }

    @Test
    void findsNoJobThatIsNotThere() {
        when(cancellation.cancel(any())).thenReturn(Optional.empty());
        for (String id : List.of("000000000000", "nonsense", "0123456789AB")) {
            Answer answer = slice.delete("/api/score/session/jobs/" + id);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.detail()).contains("There is no job " + id);
            assertThat(slice.post("/api/score/session/jobs/" + id + "/retry").status())
                    .as(id)
                    .isEqualTo(404);
        }
        verifyNoInteractions(retrier);
    }

    @Test
    void cancelsAllThatIsOpenOfASession() {
        when(cancellation.cancelAll(RUN)).thenReturn(3L);

        assertThat(slice.post("/api/score/sessions/s/cancel").body()).isEqualTo("{\"cancelled\":3}");
        assertThat(slice.post("/api/runs/session-s/cancel").body()).isEqualTo("{\"cancelled\":3}");
    }

    @Test
    void deletesASession() {
        when(deletion.delete(RUN)).thenReturn(true).thenReturn(true).thenReturn(false);

        assertThat(slice.delete("/api/score/sessions/s").status()).isEqualTo(204);
        assertThat(slice.delete("/api/runs/session-s").status()).isEqualTo(204);
        assertThat(slice.delete("/api/runs/session-s").status())
                .as("somebody else was faster")
                .isEqualTo(404);
    }

    @Test
    void findsNoSessionAndNoRunThatIsNotThere() {
        for (Answer answer : List.of(
                slice.delete("/api/score/sessions/nobody"),
                slice.delete("/api/runs/session-nobody"),
                slice.post("/api/score/sessions/nobody/cancel"),
                slice.post("/api/runs/session-nobody/cancel"),
                slice.post("/api/score/sessions/nobody/retry"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.detail()).contains("nobody");
        }
        nothingHappened();
    }

    @Test
    void hasAllScoredAgainThatFailed() {
        when(retrier.retryAll(RUN)).thenReturn(5L);

        Answer answer = slice.post("/api/score/sessions/s/retry");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/score/sessions/s");
        assertThat(answer.body()).isEqualTo("{\"session_id\":\"s\",\"run_id\":\"session-s\",\"retried\":5}");
    }

    @Test
    void hasOneCallScoredAgainIfAnyOfItFailed() {
        when(retrier.retry(RUN, JOB)).thenReturn(true).thenReturn(false);

        Answer answer = slice.post(JOB_PATH + "/retry");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(JOB_PATH);
        assertThat(answer.fields()).containsExactly("job_id", "session_id", "run_id", "retried");
        assertThat(answer.json().get("retried").asInt()).isEqualTo(1);
        assertThat(slice.post(JOB_PATH + "/retry").json().get("retried").asInt())
                .isZero();
    }

    @Test
    void asksToComeBackWhileTheQueueIsFullOrTheDatabaseIsAway() {
        when(retrier.retryAll(RUN))
                .thenThrow(new JobQueueFullException(10))
                .thenThrow(new DataAccessResourceFailureException("password=secret"));

        Answer full = slice.post("/api/score/sessions/s/retry");
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.header("Retry-After")).isEqualTo("5");
        assertThat(full.detail()).contains("10 calls wait");
        Answer away = slice.post("/api/score/sessions/s/retry");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
        assertThat(away.body()).doesNotContain("secret");
    }

    @Test
    void tellsNothingOfWhatWentWrongInside() {
        when(retrier.retryAll(RUN)).thenThrow(new IllegalStateException("secret"));

        Answer answer = slice.post("/api/score/sessions/s/retry");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret", "IllegalState");
    }

    @Test
    void doesNothingForPagesOfOtherSites() {
        for (String[] site : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Origin", "https://evil.example"},
            {"Origin", "null"}
        }) {
            for (String[] request : new String[][] {
                {"DELETE", JOB_PATH},
                {"DELETE", "/api/score/sessions/s"},
                {"DELETE", "/api/runs/session-s"},
                {"POST", "/api/score/sessions/s/cancel"},
                {"POST", "/api/runs/session-s/cancel"},
                {"POST", "/api/score/sessions/s/retry"},
                {"POST", JOB_PATH + "/retry"}
            }) {
                assertThat(slice.send(ApiSlice.request(request[0], request[1]).header(site[0], site[1]))
                                .status())
                        .as(String.join(" ", request) + " " + String.join(": ", site))
                        .isEqualTo(403);
            }
        }
        nothingHappened();
    }
}
