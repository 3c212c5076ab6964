package dev.marksheet.web.report;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.marksheet.advice.Diagnosis;
import dev.marksheet.job.JudgeReader;
import dev.marksheet.job.record.ReportReader;
import dev.marksheet.job.record.RunFilesReader;
import dev.marksheet.query.CallQueries;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.PageSlice;
import dev.marksheet.web.gate.GatePanels;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The report of a session that is said to be there. */
abstract class ReportSlice {

    static final String PATH = "/runs/session-s";
    static final String HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>";

    final SessionQueries sessions = mock(SessionQueries.class);
    final RunFilesReader files = mock(RunFilesReader.class);
    final ReportReader reader = mock(ReportReader.class);
    final RescoreQueries rescores = mock(RescoreQueries.class);
    final CallQueries calls = mock(CallQueries.class);
    final JudgeReader judge = mock(JudgeReader.class);
    final Clock clock = Clock.fixed(Reported.FINISHED.plusSeconds(120), ZoneOffset.UTC);
    final PageSlice slice = PageSlice.of(new RunController(
            sessions,
            files,
            new Head(reader, rescores, clock),
            new Charts(calls, new ChartJson(JsonMapper.builder().build())),
            new Advice(reader, calls, sessions),
            new CallsTables(calls),
            mock(GatePanels.class),
            judge));

    ReportSlice() {
        when(judge.defaultModel()).thenReturn("local");
        when(reader.verdict(any(), any())).thenReturn("The verdict.");
        when(reader.outage(any())).thenReturn(Optional.empty());
        when(reader.advice(any())).thenAnswer(call -> {
            SessionReport report = call.getArgument(0);
            return Diagnosis.of(report, report.ranges());
        });
        when(files.document(any(), any())).thenReturn("# Summary\n\nAll is well.");
        reported(Reported.session("s").scores("faithfulness", 0.25, 0.75));
    }

    void reported(Reported session) {
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(session.report()));
    }

    List<String> banners() {
        return slice.get(PATH + "/head").all("<li class=\"banner ([a-z]+)\">");
    }
}
