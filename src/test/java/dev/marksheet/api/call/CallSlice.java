package dev.marksheet.api.call;

import static dev.marksheet.api.ApiSlice.request;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Caller;
import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.job.DirectScoring;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.job.Submissions;
import dev.marksheet.judge.FakeJudges;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.JobList;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionStates;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Reported;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The controller of calls, where every call that keeps the rules is taken as the same job. */
final class CallSlice {

    static final String SUBMIT = "/api/score/session_async";
    static final String SCORE = "/api/score";

    final SessionScoreJobManager manager = mock(SessionScoreJobManager.class);
    final Submissions submissions = mock(Submissions.class);
    final DirectScoring direct = mock(DirectScoring.class);
    final JobQueries jobs = mock(JobQueries.class);
    final JobList list = mock(JobList.class);
    final SessionStates states = mock(SessionStates.class);
    final DatasetQueries datasets = mock(DatasetQueries.class);

    private final ApiSlice api = ApiSlice.of(new ScoreController(
            Checks.of(FakeJudges.embedded(), datasets),
            manager,
            new IdempotencyKeys(ApiSlice.mapper()),
            new CallForms(ApiSlice.mapper()),
            submissions,
            direct,
            jobs,
            list,
            new HeldCalls(states)));

    CallSlice() {
        when(manager.submit(any())).thenAnswer(call -> queued(call.getArgument(0)));
    }

    static ScoreJob queued(ScoreRequest request) {
        return ScoreJob.queued(1, new JobId("0123456789ab"), request, Reported.CREATED);
    }

    Answer submit(String json) {
        return api.post(SUBMIT, json);
    }

    Answer score(String json) {
        return api.post(SCORE, json);
    }

    Answer get(String uri) {
        return api.get(uri);
    }

    Answer as(Caller caller, String uri) {
        return api.as(caller).get(uri);
    }

    Answer send(MockHttpServletRequestBuilder request) {
        return api.send(request);
    }

    /** A form with these names and values in turn. */
    static MockHttpServletRequestBuilder form(String uri, String type, String... fields) {
        MockHttpServletRequestBuilder form = request("POST", uri).contentType(type);
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return form;
    }

    /** A call that was refused must leave no trace. */
    void nothingHappened() {
        verifyNoInteractions(manager, submissions, direct);
    }
}
