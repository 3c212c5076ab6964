package dev.marksheet.web.call;

import dev.marksheet.job.CallReader;
import dev.marksheet.job.JudgeReader;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Paths;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.RunMenu;
import dev.marksheet.web.Runs;
import dev.marksheet.web.UnknownRunException;
import dev.marksheet.web.report.CallsState;
import dev.marksheet.web.report.CallsTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** One call with all that is known of it: in the report's drawer, and as a page of its own. */
@Controller
class CallController {

    private final SessionQueries sessions;
    private final CallReader calls;
    private final CallsTables tables;
    private final JobQueries jobs;
    private final JudgeReader judge;

    CallController(SessionQueries sessions, CallReader calls, CallsTables tables, JobQueries jobs, JudgeReader judge) {
        this.judge = judge;
        this.jobs = jobs;
        this.sessions = sessions;
        this.calls = calls;
        this.tables = tables;
    }

    @GetMapping("/runs/{run_id}/calls/{job_id}")
    String call(
            @PathVariable("run_id") String runId,
            @PathVariable("job_id") String jobId,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "") String whole,
            @RequestParam MultiValueMap<String, String> params,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        SessionReport report = Runs.find(sessions, runId);
        CallsState state = CallsState.of(params, report).after(null);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("menu", RunMenu.of(report, judge));
        model.addAttribute("calls", state.on(Paths.run(report.run())));
        try (CallReader.Call call = find(report, jobId)) {
            again(call.job(), model);
            String self = state.on(Paths.call(report.run(), call.job().id()));
            model.addAttribute(
                    "call",
                    new CallPages(call, report, self, from, whole)
                            .page(
                                    self,
                                    tables.neighbour(report, state, call.job(), false),
                                    tables.neighbour(report, state, call.job(), true)));
        }
        return htmx == null ? "call" : "run/call :: call";
    }

    /** How it had ended before it was scored again, and which call it marks anew. */
    private void again(ScoreJob job, Model model) {
        model.addAttribute("attempts", jobs.attempts(job.id()));
        JobId from = job.request().tags().rescoredFrom();
        if (from != null) {
            jobs.find(from)
                    .ifPresent(source -> model.addAttribute("rescoredFrom", Paths.call(source.run(), source.id())));
        }
    }

    private CallReader.Call find(SessionReport report, String id) {
        try {
            return calls.call(report.run(), new JobId(id)).orElseThrow(() -> new UnknownRunException("no call " + id));
        } catch (IllegalArgumentException e) {
            throw new UnknownRunException("no job id");
        }
    }
}
