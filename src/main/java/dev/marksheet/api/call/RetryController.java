package dev.marksheet.api.call;

import dev.marksheet.api.wire.Links;
import dev.marksheet.api.wire.OwnPages;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.job.again.Retrier;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Has calls scored again that have failed, or have a failed metric. */
@RestController
class RetryController {

    private final SessionQueries sessions;
    private final JobQueries jobs;
    private final Retrier retrier;

    RetryController(SessionQueries sessions, JobQueries jobs, Retrier retrier) {
        this.sessions = sessions;
        this.jobs = jobs;
        this.retrier = retrier;
    }

    /** @param retried how many calls are scored again */
    record RetriedSession(String sessionId, String runId, long retried) {}

    /** @param retried 1, or 0 when the call is open or nothing of it has failed */
    record RetriedCall(String jobId, String sessionId, String runId, int retried) {}

    @PostMapping("/api/score/sessions/{session_id}/retry")
    ResponseEntity<RetriedSession> session(@PathVariable("session_id") String id, HttpServletRequest request) {
        OwnPages.require(request);
        SessionReport report = Runs.ofSession(sessions, id);
        long retried = retrier.retryAll(report.run());
        return ResponseEntity.accepted()
                .location(URI.create(Links.session(report.session())))
                .body(new RetriedSession(report.session().value(), report.run().value(), retried));
    }

    @PostMapping("/api/score/session/jobs/{job_id}/retry")
    ResponseEntity<RetriedCall> call(@PathVariable("job_id") String id, HttpServletRequest request) {
        OwnPages.require(request);
        ScoreJob job = ScoreController.find(jobs, id);
        int retried = retrier.retry(job.run(), job.id()) ? 1 : 0;
        return ResponseEntity.accepted()
                .location(URI.create(Links.job(job.id())))
                .body(new RetriedCall(
                        job.id().value(), job.session().value(), job.run().value(), retried));
    }
}
