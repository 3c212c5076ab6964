package dev.marksheet.web.again;

import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.JudgeReader;
import dev.marksheet.job.again.Estimator;
import dev.marksheet.job.again.OtherRescoreException;
import dev.marksheet.job.again.Rescorer;
import dev.marksheet.job.again.Retrier;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Paths;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.Runs;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.UnknownRunException;
import dev.marksheet.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Has calls scored again from the pages: failed ones in place, or those of a run into a new one. */
@Controller
class AgainController {

    private final SessionQueries sessions;
    private final JobQueries jobs;
    private final Retrier retrier;
    private final Rescorer rescorer;
    private final Estimator estimator;
    private final MetricCatalog catalog;
    private final JudgeReader judge;
    private final String currency;

    AgainController(
            SessionQueries sessions,
            JobQueries jobs,
            Retrier retrier,
            Rescorer rescorer,
            Estimator estimator,
            MetricCatalog catalog,
            JudgeReader judge,
            @Value("${marksheet.judge.currency:}") String currency) {
        this.sessions = sessions;
        this.jobs = jobs;
        this.retrier = retrier;
        this.rescorer = rescorer;
        this.estimator = estimator;
        this.catalog = catalog;
        this.judge = judge;
        this.currency = currency;
    }

    @GetMapping("/runs/{run_id}/again")
    ModelAndView page(@PathVariable("run_id") String id) {
        SessionReport report = Runs.find(sessions, id);
        return page(report, AgainForm.of(report), null, null, HttpStatus.OK);
    }

    /** Where a visitor comes who chooses a language, say, above a form that was refused. */
    @GetMapping({"/runs/{run_id}/retry", "/runs/{run_id}/rescore"})
    String form(@PathVariable("run_id") String id) {
        return "redirect:" + Paths.run(Runs.find(sessions, id).run()) + "/again";
    }

    @PostMapping("/runs/{run_id}/retry")
    ModelAndView retry(
            @PathVariable("run_id") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request) {
        requireOwn(request);
        SessionReport report = Runs.find(sessions, id);
        try {
            retrier.retryAll(report.run());
            return new ModelAndView("redirect:" + Paths.run(report.run()));
        } catch (JobQueueFullException e) {
            String full = Words.in(preferences.language())
                    .text("form.full", Math.max(1, e.retryAfter().toSeconds()));
            return page(report, AgainForm.of(report), full, null, HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    @PostMapping("/runs/{run_id}/calls/{job_id}/retry")
    String retryCall(
            @PathVariable("run_id") String id, @PathVariable("job_id") String jobId, HttpServletRequest request) {
        requireOwn(request);
        SessionReport report = Runs.find(sessions, id);
        ScoreJob job = find(jobId)
                .filter(found -> found.run().equals(report.run()))
                .orElseThrow(() -> new UnknownRunException("no call " + jobId));
        retrier.retry(job.run(), job.id());
        return "redirect:" + Paths.call(job.run(), job.id());
    }

    private Optional<ScoreJob> find(String id) {
        try {
            return jobs.find(new JobId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @PostMapping("/runs/{run_id}/rescore")
    ModelAndView rescore(
            @PathVariable("run_id") String id,
            @RequestParam(name = "session_id", defaultValue = "") String session,
            @RequestParam(name = "judge_model", defaultValue = "") String model,
            @RequestParam(required = false) @Nullable List<String> metrics,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "") String call,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request)
            throws InterruptedException {
        requireOwn(request);
        SessionReport report = Runs.find(sessions, id);
        AgainForm form =
                new AgainForm(session, model, metrics == null ? List.of() : metrics, only.equals("failed"), call);
        Wording words = Words.in(preferences.language());
        String problem = problem(report, form, words);
        if (problem != null) {
            return page(report, form, problem, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        RescoreOrder order = form.order(new SessionId(form.session()), report);
        try {
            if (dryRun) {
                String estimate = AgainView.words(estimator.of(report, order), currency, words);
                return page(report, form, null, estimate, HttpStatus.OK);
            }
            return rescorer.order(order).calls() == 0
                    ? page(report, form, words.text("again.refused.none"), null, HttpStatus.UNPROCESSABLE_CONTENT)
                    : new ModelAndView("redirect:" + Paths.run(order.run()));
        } catch (OtherRescoreException e) {
            return page(report, form, words.text("again.refused.other"), null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private @Nullable String problem(SessionReport report, AgainForm form, Wording words) {
        Optional<SessionId> into = form.into();
        if (into.isEmpty()) {
            return words.text("again.refused.session");
        }
        if (into.get().equals(report.session())) {
            return words.text("again.refused.same");
        }
        if (!form.hasUsableJudge() || !form.judge().isEmpty() && !judge.canBeNamed(form.judge())) {
            return words.text("judge.exam.refused.model");
        }
        if (form.metrics().isEmpty()
                || !catalog.check(form.metrics(), Map.of()).isEmpty()
                        && !form.metrics().equals(report.metricNames())) {
            return words.text("again.refused.metrics");
        }
        return null;
    }

    private static void requireOwn(HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private ModelAndView page(
            SessionReport report,
            AgainForm form,
            @Nullable String refused,
            @Nullable String estimate,
            HttpStatus status) {
        ModelAndView page = new ModelAndView("again", status);
        page.addObject("run", RunFrame.of(report));
        page.addObject(
                "again",
                AgainView.of(
                        report,
                        form,
                        catalog.descriptions(),
                        judge.defaultModel(),
                        judge.hasEndpoint(),
                        refused,
                        estimate));
        return page;
    }
}
