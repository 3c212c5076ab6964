package dev.marksheet.web.report;

import dev.marksheet.job.removal.Cancellation;
import dev.marksheet.job.removal.Deletion;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Paths;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.Runs;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.UnknownRunException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks before calls are cancelled or a session is deleted, and does it then. The forms stand on pages of their own, since
 * what many watch is shared between them.
 */
@Controller
class RemovalPageController {

    private static final String DELETE = "/runs/{run_id}/delete";
    private static final String CANCEL = "/runs/{run_id}/cancel";
    private static final String CANCEL_CALL = "/runs/{run_id}/calls/{job_id}/cancel";

    private final SessionQueries sessions;
    private final JobQueries jobs;
    private final Cancellation cancellation;
    private final Deletion deletion;

    RemovalPageController(SessionQueries sessions, JobQueries jobs, Cancellation cancellation, Deletion deletion) {
        this.sessions = sessions;
        this.jobs = jobs;
        this.cancellation = cancellation;
        this.deletion = deletion;
    }

    @GetMapping(DELETE)
    ModelAndView mayDelete(@PathVariable("run_id") String id) {
        SessionReport report = Runs.find(sessions, id);
        return question("delete", report, report.counts().total(), Paths.run(report.run()), "/delete");
    }

    @PostMapping(DELETE)
    String delete(@PathVariable("run_id") String id, HttpServletRequest request) {
        requireOwn(request);
        deletion.delete(Runs.find(sessions, id).run());
        return "redirect:/";
    }

    @GetMapping(CANCEL)
    ModelAndView mayCancel(@PathVariable("run_id") String id) {
        SessionReport report = Runs.find(sessions, id);
        return question("cancel", report, report.counts().open(), Paths.run(report.run()), "/cancel");
    }

    @PostMapping(CANCEL)
    String cancel(@PathVariable("run_id") String id, HttpServletRequest request) {
        requireOwn(request);
        SessionReport report = Runs.find(sessions, id);
        cancellation.cancelAll(report.run());
        return "redirect:" + Paths.run(report.run());
    }

    @GetMapping(CANCEL_CALL)
    ModelAndView mayCancelCall(@PathVariable("run_id") String id, @PathVariable("job_id") String jobId) {
        SessionReport report = Runs.find(sessions, id);
        ScoreJob job = job(report, jobId);
        long open = job.status().isFinal() ? 0 : 1;
        return question("cancel", report, open, Paths.call(report.run(), job.id()), "/cancel");
    }

    @PostMapping(CANCEL_CALL)
    String cancelCall(
            @PathVariable("run_id") String id, @PathVariable("job_id") String jobId, HttpServletRequest request) {
        requireOwn(request);
        SessionReport report = Runs.find(sessions, id);
        ScoreJob job = job(report, jobId);
        // One that has ended meanwhile shows how.
        cancellation.cancel(job.id());
        return "redirect:" + Paths.call(report.run(), job.id());
    }

    private static void requireOwn(HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private ScoreJob job(SessionReport report, String id) {
        try {
            return jobs.find(new JobId(id))
                    .filter(job -> job.run().equals(report.run()))
                    .orElseThrow(() -> new UnknownRunException("no call " + id));
        } catch (IllegalArgumentException e) {
            throw new UnknownRunException("no job id");
        }
    }

    /** @param back the page that is meant; behind it stands where the form goes */
    private static ModelAndView question(String what, SessionReport report, long calls, String back, String behind) {
        ModelAndView page = new ModelAndView("removal");
        page.addObject("run", RunFrame.of(report));
        page.addObject("what", what);
        page.addObject("count", calls);
        page.addObject("back", back);
        page.addObject("action", back + behind);
        return page;
    }
}
