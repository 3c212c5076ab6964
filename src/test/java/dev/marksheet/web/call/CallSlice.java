package dev.marksheet.web.call;

import static dev.marksheet.session.Jobs.ended;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.result;
import static dev.marksheet.session.Jobs.sample;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.marksheet.job.CallReader;
import dev.marksheet.job.JudgeReader;
import dev.marksheet.job.LargeTexts;
import dev.marksheet.query.CallQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.web.PageSlice;
import dev.marksheet.web.report.ReportParts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page of a call that is said to be stored. */
abstract class CallSlice {

    static final String ID = "0123456789ab";
    static final String PATH = "/runs/session-s/calls/" + ID;
    static final String HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>";
    static final String PASSAGE = "The bridge opened in 1894.";

    final SessionQueries sessions = mock(SessionQueries.class);
    final CallReader reader = mock(CallReader.class);
    final CallQueries calls = mock(CallQueries.class);
    final JobQueries jobs = mock(JobQueries.class);
    final JudgeReader judge = mock(JudgeReader.class);
    final SessionReport report =
            Reported.session("s").scores("faithfulness", 0.5, 1).report();
    final PageSlice slice = PageSlice.of(new CallController(sessions, reader, ReportParts.tables(calls), jobs, judge));

    CallSlice() {
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(report));
        when(judge.defaultModel()).thenReturn("local");
    }

    void stored(ScoreRequest request, ScoreJob job) {
        stored(request, job, null);
    }

    void stored(ScoreRequest request, ScoreJob job, LargeTexts.@Nullable Share room) {
        when(reader.call(report.run(), job.id())).thenReturn(Optional.of(new CallReader.Call(request, job, room)));
    }

    void stored(Sample sample, Object... metricsAndScores) {
        ScoreRequest request = request("s", sample);
        stored(request, ended(ID, 3, request, result(metricsAndScores)));
    }

    static Score scored(double value, Finding... statements) {
        return new Score.Scored(value, Evidence.of("the formula", "statements", List.of(statements)));
    }
}
