package dev.marksheet.web.report;

import dev.marksheet.job.record.ReportReader;
import dev.marksheet.query.CallQueries;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.query.SessionQueries;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/** Makes parts of a report for the rooms beside it. */
public final class ReportParts {

    private ReportParts() {}

    public static CallsTables tables(CallQueries calls) {
        return new CallsTables(calls);
    }

    public static Head head(ReportReader reader, RescoreQueries rescores, Clock clock) {
        return new Head(reader, rescores, clock);
    }

    public static Charts charts(CallQueries calls) {
        return new Charts(calls, new ChartJson(JsonMapper.builder().build()));
    }

    public static Advice advice(ReportReader reader, CallQueries calls, SessionQueries sessions) {
        return new Advice(reader, calls, sessions);
    }
}
