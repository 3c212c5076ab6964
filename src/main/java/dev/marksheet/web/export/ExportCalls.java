package dev.marksheet.web.export;

import dev.marksheet.job.CallReader;
import dev.marksheet.query.CallQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Paths;
import dev.marksheet.web.call.CallPage;
import dev.marksheet.web.call.CallPages;
import dev.marksheet.web.report.CallsState;
import dev.marksheet.web.report.CallsTable;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

/** The calls that an exported report holds: few enough for a file that is sent around. Safe for use by many threads. */
@Component
class ExportCalls {

    /** How many of the latest calls are listed. */
    static final int LISTED = 200;

    /** How many of the worst calls are there with all that is known of them. */
    static final int DETAILED = 25;

    private final CallQueries calls;
    private final JobQueries jobs;
    private final CallReader reader;

    ExportCalls(CallQueries calls, JobQueries jobs, CallReader reader) {
        this.calls = calls;
        this.jobs = jobs;
        this.reader = reader;
    }

    CallsTable table(SessionReport report) {
        CallsState state = CallsState.of(new LinkedMultiValueMap<>(), report).sorted(CallsState.TIME, false);
        return CallsTable.of(report, state, calls.find(state.query(report), null, LISTED), false);
    }

    List<CallPage> details(SessionReport report) {
        return jobs.worstOfRun(report.run(), DETAILED).stream()
                .map(job -> reader.call(report.run(), job.id()))
                .flatMap(Optional::stream)
                .map(call -> page(report, call))
                .toList();
    }

    private CallPage page(SessionReport report, CallReader.Call call) {
        try (call) {
            String self = Paths.call(report.run(), call.job().id());
            return new CallPages(call, report, self, 0, "").page(self, null, null);
        }
    }
}
