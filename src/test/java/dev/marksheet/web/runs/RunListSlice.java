package dev.marksheet.web.runs;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.job.DefaultRequests;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.RunList;
import dev.marksheet.query.RunQuery;
import dev.marksheet.query.RunQuery.Place;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.PageSlice;
import dev.marksheet.web.gate.GatePanels;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockito.ArgumentCaptor;

/** The run list over runs that are said to be there. */
abstract class RunListSlice {

    static final Instant NOW = Reported.FINISHED.plusSeconds(12);
    static final String HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";

    final RunList runs = mock(RunList.class);
    final SessionQueries sessions = mock(SessionQueries.class);
    final MetricCatalog catalog = mock(MetricCatalog.class);
    final GatePanels gates = mock(GatePanels.class);
    final DefaultRequests requests = mock(DefaultRequests.class);
    final PageSlice slice = PageSlice.of(new RunListController(
            sessions, new RunLists(runs, catalog, gates, Clock.fixed(NOW, ZoneOffset.UTC)), requests));

    RunListSlice() {
        when(catalog.defaults()).thenReturn(List.of("faithfulness", "context_recall"));
        when(requests.judgeModel()).thenReturn("local");
        lists(null);
    }

    void lists(@Nullable Place next, Reported... shown) {
        List<SessionReport> reports =
                List.of(shown).stream().map(Reported::report).toList();
        when(runs.page(any(), anyInt())).thenReturn(new RunList.Page(reports, next));
        reports.forEach(report -> when(sessions.ofRun(report.run().value())).thenReturn(Optional.of(report)));
    }

    /** What the list was asked for by the latest request. */
    RunQuery asked() {
        ArgumentCaptor<RunQuery> query = ArgumentCaptor.forClass(RunQuery.class);
        verify(runs).page(query.capture(), anyInt());
        return query.getValue();
    }
}
