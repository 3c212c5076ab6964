package dev.marksheet.web;

import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.session.ScoreJob;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Takes a call from the form of the run list and shows the report that it begins. */
@Controller
class FirstCallController {

    private final DefaultRequests requests;
    private final SessionScoreJobManager manager;

    FirstCallController(DefaultRequests requests, SessionScoreJobManager manager) {
        this.requests = requests;
        this.manager = manager;
    }

    @PostMapping("/calls")
    String send(
            @RequestParam(name = "session_id", defaultValue = "") String session,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String contexts,
            @RequestParam(name = "ground_truth", defaultValue = "") String groundTruth,
            HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        FirstCall call = new FirstCall(session, question, answer, contexts, groundTruth);
        return "redirect:" + Paths.run(accept(call).run());
    }

    private ScoreJob accept(FirstCall call) {
        if (!call.isSound()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            return manager.submit(requests.of(call.session(), call.sample()));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, null, e);
        } catch (JobQueueFullException e) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, null, e);
        }
    }
}
