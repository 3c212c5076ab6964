package dev.marksheet.api.call;

import dev.marksheet.api.wire.OwnPages;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.job.removal.Cancellation;
import dev.marksheet.job.removal.Deletion;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.SessionReport;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Takes back what was sent. */
@RestController
class RemovalController {

    private final SessionQueries sessions;
    private final Cancellation cancellation;
    private final Deletion deletion;

    RemovalController(SessionQueries sessions, Cancellation cancellation, Deletion deletion) {
        this.sessions = sessions;
        this.cancellation = cancellation;
        this.deletion = deletion;
    }

    /** @param cancelled how many calls were open and are not any more */
    record Cancelled(long cancelled) {}

    /** Sent again, as after an answer that was lost, it is told how the call has ended: as cancelled. */
    @DeleteMapping("/api/score/session/jobs/{job_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable("job_id") String id, HttpServletRequest request) {
        OwnPages.require(request);
        Cancellation.End end = job(id).flatMap(cancellation::cancel).orElseThrow(() -> ScoreController.unknown(id));
        if (!end.now()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "The job has ended as " + end.status().wireName()
                            + ". Only a queued or running job can be cancelled; DELETE the session to remove its results.");
        }
    }

    private static Optional<JobId> job(String id) {
        try {
            return Optional.of(new JobId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @PostMapping("/api/score/sessions/{session_id}/cancel")
    Cancelled cancelSession(@PathVariable("session_id") String id, HttpServletRequest request) {
        OwnPages.require(request);
        return cancelAll(Runs.ofSession(sessions, id));
    }

    @PostMapping("/api/runs/{run_id}/cancel")
    Cancelled cancelRun(@PathVariable("run_id") String id, HttpServletRequest request) {
        OwnPages.require(request);
        return cancelAll(Runs.find(sessions, id));
    }

    /** With its calls, figures, texts and files; nothing of it is found any more. */
    @DeleteMapping("/api/score/sessions/{session_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSession(@PathVariable("session_id") String id, HttpServletRequest request) {
        OwnPages.require(request);
        if (!deletion.delete(Runs.ofSession(sessions, id).run())) {
            throw Runs.unknownSession(id);
        }
    }

    @DeleteMapping("/api/runs/{run_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteRun(@PathVariable("run_id") String id, HttpServletRequest request) {
        OwnPages.require(request);
        if (!deletion.delete(Runs.find(sessions, id).run())) {
            throw Runs.unknown(id);
        }
    }

    private Cancelled cancelAll(SessionReport report) {
        return new Cancelled(cancellation.cancelAll(report.run()));
    }
}
