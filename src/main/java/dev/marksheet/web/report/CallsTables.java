package dev.marksheet.web.report;

import dev.marksheet.query.CallQueries;
import dev.marksheet.query.CallQuery;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Reads tables of calls. Safe for use by many threads at once. */
@Component
public class CallsTables {

    private static final int PAGE = 50;

    private final CallQueries calls;

    CallsTables(CallQueries calls) {
        this.calls = calls;
    }

    /** The table for a URL with these parameters. */
    CallsTable table(SessionReport report, MultiValueMap<String, String> params) {
        CallsState state = CallsState.of(params, report);
        CallQuery query = state.query(report);
        if (state.back()) {
            List<ScoreJob> before = calls.find(query.reversed(), state.place(), PAGE + 1);
            if (before.size() > PAGE) {
                List<ScoreJob> page = new ArrayList<>(before.subList(0, PAGE));
                Collections.reverse(page);
                return CallsTable.of(report, state, page, true);
            }
            // What is left before that place is less than a page: the first page holds it all.
            state = state.after(null);
        }
        List<ScoreJob> jobs = calls.find(query, state.place(), PAGE + 1);
        return CallsTable.of(report, state, jobs.subList(0, Math.min(PAGE, jobs.size())), jobs.size() > PAGE);
    }

    /** The path of the call beside this one in the table; null when there is none. */
    @Nullable
    public String neighbour(SessionReport report, CallsState state, ScoreJob job, boolean next) {
        CallQuery query = state.query(report);
        CallQuery.Place place = CallsTable.place(job, state);
        if (query.metric() != null && place.value() == null) {
            return null;
        }
        return calls.find(next ? query : query.reversed(), place, 1).stream()
                .findFirst()
                .map(beside -> state.after(null).on(Paths.call(report.run(), beside.id())))
                .orElse(null);
    }
}
