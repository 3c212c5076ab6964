package dev.marksheet.api.session;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The controller of sessions over readers that a test answers for; no session has calls or a gate unless it says so. */
final class SessionSlice {

    static final Clock CLOCK = Clock.fixed(Reported.FINISHED, ZoneOffset.UTC);

    final SessionQueries sessions = mock(SessionQueries.class);
    final JobQueries jobs = mock(JobQueries.class);
    final Gates gates = mock(Gates.class);
    final DatasetQueries datasets = mock(DatasetQueries.class);
    final RescoreQueries rescores = mock(RescoreQueries.class);
    final JudgeHealth health = mock(JudgeHealth.class);
    final ApiSlice api = ApiSlice.of(new SessionController(
            sessions, new SessionWriter(jobs, gates, datasets, rescores, ApiSlice.mapper()), health, CLOCK, gates));

    SessionSlice() {
        when(sessions.latestFirst(any(), anyLong(), any(), anyInt())).thenReturn(List.of());
        when(jobs.ofRun(any(), anyLong(), anyInt())).thenReturn(List.of());
        when(gates.standing(any())).thenReturn(Optional.empty());
        when(datasets.progress(any())).thenReturn(Optional.empty());
        when(rescores.into(any())).thenReturn(List.of());
        when(health.outage()).thenReturn(Optional.empty());
        when(health.state()).thenReturn(JudgeHealth.State.NONE);
    }

    SessionReport there(Reported session) {
        SessionReport report = session.report();
        when(sessions.ofRun(report.run().value())).thenReturn(Optional.of(report));
        when(sessions.ofSession(report.session().value())).thenReturn(Optional.of(report));
        return report;
    }

    /** No judge has answered since the sessions were made. */
    void outage() {
        when(health.state()).thenReturn(JudgeHealth.State.UNREACHABLE);
        when(health.outage())
                .thenReturn(Optional.of(new JudgeHealth.Outage(
                        Reported.CREATED, "unreachable", Map.of(Language.EN, "no route"), true, false)));
    }
}
