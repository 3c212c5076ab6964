package dev.marksheet.api.call;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.session.Jobs.ended;
import static dev.marksheet.session.Jobs.open;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.result;
import static dev.marksheet.session.Jobs.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.query.CallQuery;
import dev.marksheet.query.JobFilter;
import dev.marksheet.query.Tag;
import dev.marksheet.session.Attempt;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionState;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.evidence.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.JsonNode;

/** Jobs that are read back, one by one and in lists. */
class JobReadingTests {

    private static final String LIST = "/api/score/session/jobs";
    private static final JobId JOB = new JobId("aaaaaaaaaaaa");
    private static final RunId RUN = new RunId("session-s");

    private final CallSlice slice = new CallSlice();

    JobReadingTests() {
        when(slice.list.newestFirst(any(), anyLong(), anyInt())).thenReturn(List.of());
        when(slice.states.of(any())).thenReturn(List.of());
    }

    private static ScoreJob queued(String id) {
        return open(id, JobStatus.QUEUED, request("s", sample("q", null)));
    }

    private static ScoreJob scored(String id, int number) {
        return ended(
                id,
                number,
                request("s", sample("When?", "x".repeat(81), "passage")),
                result("faithfulness", new Score.Scored(0.5, Evidence.NONE)));
    }

    private void held() {
        when(slice.states.of(Set.of(RUN)))
                .thenReturn(List.of(new SessionState(new SessionId("s"), RUN, 1, counts(1, 0, 0, 0), true)));
    }

    private JobFilter asked(String query) {
        assertThat(slice.get(LIST + "?" + query).status()).as(query).isEqualTo(200);
        ArgumentCaptor<JobFilter> filter = ArgumentCaptor.forClass(JobFilter.class);
        verify(slice.list, atLeastOnce()).newestFirst(filter.capture(), anyLong(), anyInt());
        return filter.getValue();
    }

    private Answer refused(String query, String... fields) {
        Answer answer = slice.get(LIST + "?" + query);
        assertThat(answer.status()).as(query).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.faults()).as(query).containsExactly(fields);
        verify(slice.list, never()).newestFirst(any(), anyLong(), anyInt());
        return answer;
    }

    @Test
    void showsAJobWithAllThatIsKnownOfIt() {
        when(slice.jobs.findWithEvidence(JOB)).thenReturn(Optional.of(scored(JOB.value(), 3)));

        Answer answer = slice.get(LIST + "/aaaaaaaaaaaa");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.fields())
                .startsWith("job_id", "session_id", "run_id", "status", "created_at", "started_at", "finished_at")
                .contains("item", "metadata", "dataset", "rescored_from", "submitted_by", "judge", "injections")
                .contains("sample_id", "error")
                .endsWith("attempts");
        JsonNode job = answer.json();
        assertThat(job.get("status").asString()).isEqualTo("completed");
        assertThat(job.get("sample_id").asString()).isEqualTo("session-score-3");
        assertThat(job.get("scores").toString()).isEqualTo("{\"faithfulness\":0.5,\"context_recall\":null}");
        assertThat(job.get("weighted_score").isNull()).isTrue();
        assertThat(job.at("/request_summary/answer").asString()).hasSizeLessThanOrEqualTo(81);
        assertThat(job.at("/request_summary/has_contexts").asBoolean()).isTrue();
        assertThat(job.at("/request_summary/has_ground_truth").asBoolean()).isFalse();
        assertThat(job.get("attempts")).isEmpty();
    }

    @Test
    void tellsHowAJobHadEndedBefore() {
        when(slice.jobs.findWithEvidence(JOB)).thenReturn(Optional.of(scored(JOB.value(), 3)));
        when(slice.jobs.attempts(JOB))
                .thenReturn(List.of(new Attempt(
                        1,
                        JobStatus.FAILED,
                        Reported.FINISHED,
                        result("faithfulness", new Score.Failed("no usable reply", Evidence.NONE)))));

        JsonNode attempt = slice.get(LIST + "/aaaaaaaaaaaa").json().at("/attempts/0");

        assertThat(attempt.get("status").asString()).isEqualTo("failed");
        assertThat(attempt.get("finished_at").asString()).isEqualTo("2026-07-01T11:00:00Z");
        assertThat(attempt.get("scores").toString()).isEqualTo("{\"faithfulness\":null}");
        assertThat(attempt.get("error").asString()).isEqualTo("faithfulness: no usable reply");
    }

    @Test
    void tellsCallsThatWaitForTheBudgetFromThoseThatWaitForTheirTurn() {
        when(slice.jobs.findWithEvidence(JOB)).thenReturn(Optional.of(queued(JOB.value())));
        assertThat(slice.get(LIST + "/aaaaaaaaaaaa").json().get("status").asString())
                .isEqualTo("queued");

        held();

        assertThat(slice.get(LIST + "/aaaaaaaaaaaa").json().get("status").asString())
                .isEqualTo("held");
        when(slice.list.newestFirst(any(), anyLong(), anyInt()))
                .thenReturn(List.of(queued("aaaaaaaaaaaa"), scored("bbbbbbbbbbbb", 1)));
        assertThat(slice.get(LIST).json().get("jobs").findValuesAsString("status"))
                .startsWith("held")
                .contains("completed");
    }

    @Test
    void findsNoJobThatIsNotThere() {
        when(slice.jobs.findWithEvidence(any())).thenReturn(Optional.empty());
        for (String id : List.of("000000000000", "nonsense", "AAAAAAAAAAAA", "a%20b")) {
            Answer answer = slice.get(LIST + "/" + id);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.detail()).endsWith("GET /api/score/session/jobs lists all jobs.");
        }
    }

    @Test
    void listsTheNewestFiftyAndGoesOnBehindTheLast() {
        when(slice.list.newestFirst(any(), anyLong(), anyInt())).thenReturn(List.of(scored("aaaaaaaaaaaa", 17)));

        JsonNode first = slice.get(LIST).json();
        String token =
                slice.get(LIST + "?limit=1").json().get("next_page_token").asString();
        slice.get(LIST + "?limit=500&page_token=" + token);

        assertThat(first.propertyNames()).containsExactly("jobs", "next_page_token");
        assertThat(first.get("next_page_token").isNull()).isTrue();
        verify(slice.list).newestFirst(JobFilter.NONE, Long.MAX_VALUE, 50);
        verify(slice.list).newestFirst(JobFilter.NONE, 17, 500);
    }

    @Test
    void readsFilters() {
        assertThat(asked("session_id=s&status=failed,cancelled&status=queued&item=7&metadata=app:a:b"))
                .isEqualTo(new JobFilter(
                        RUN,
                        Set.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.QUEUED),
                        "7",
                        List.of(new Tag("app", "a:b")),
                        List.of()));
        assertThat(asked("run_id=session-s&below=faithfulness:0.5&above=faithfulness:-1&above=m:x:2e-1"))
                .isEqualTo(new JobFilter(
                        RUN,
                        Set.of(),
                        null,
                        List.of(),
                        List.of(
                                new CallQuery.Bound("faithfulness", 0.5, true),
                                new CallQuery.Bound("faithfulness", -1, false),
                                new CallQuery.Bound("m:x", 0.2, false))));
        assertThat(asked("status=held,failed"))
                .isEqualTo(new JobFilter(null, Set.of(JobStatus.FAILED), null, List.of(), List.of()).orHeld());
        assertThat(asked("session_id=&status=&item=&page_token=")).isEqualTo(JobFilter.NONE);
    }

    @Test
    void showsAKeyNoJobsBeyondItsReach() {
        slice.as(Callers.holding(Role.SUBMIT, "team/"), LIST);

        verify(slice.list).newestFirst(JobFilter.NONE.within("team/"), Long.MAX_VALUE, 50);
    }

    @Test
    void refusesWhatIsWrongByName() {
        assertThat(refused("staus=failed", "staus").body())
                .contains("is not a parameter of this list; valid: session_id, run_id, status, item");
        assertThat(refused("status=done", "status").detail())
                .contains("queued, running, completed, failed, cancelled, held");
        refused("session_id=" + "a".repeat(201), "session_id");
        refused("run_id=nothing", "run_id");
        refused("session_id=s&run_id=session-s", "run_id");
        refused("session_id=s&session_id=t", "session_id");
        refused("metadata=app", "metadata");
        refused("metadata=:app", "metadata");
        assertThat(refused("below=faithfulness:0.5", "session_id").detail()).contains("is needed with below and above");
        for (String bound :
                List.of("faithfulness", ":0.5", "faithfulness:", "faithfulness:low", "a:NaN", "a:Infinity")) {
            refused("session_id=s&above=" + bound, "above");
        }
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        refused("limit=0&staus=1&status=x&item=" + "i".repeat(601), "staus", "limit", "status", "item");
    }

    @Test
    void refusesLimitsAndTokensThatAreNone() {
        for (String limit : List.of("0", "501", "-1", "many", "1.5", "99999999999")) {
            refused("limit=" + limit, "limit");
        }
        for (String token : List.of("%21", "bm8", "MTox")) {
            assertThat(refused("page_token=" + token, "page_token").detail())
                    .contains("take next_page_token of the page before");
        }
        for (String parameter : Arrays.asList("item", "session_id", "page_token", "limit")) {
            refused(parameter + "=1&" + parameter + "=2", parameter);
        }
    }
}
