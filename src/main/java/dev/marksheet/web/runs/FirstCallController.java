package dev.marksheet.web.runs;

import dev.marksheet.access.Caller;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.SampleRules;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Paths;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Takes a call from the form of the run list and shows the report that it begins. A call that can't be taken is shown in
 * the form again, with what to change.
 */
@Controller
class FirstCallController {

    private final SampleRules rules;
    private final DefaultRequests requests;
    private final SessionScoreJobManager manager;
    private final RunLists lists;

    FirstCallController(SampleRules rules, DefaultRequests requests, SessionScoreJobManager manager, RunLists lists) {
        this.rules = rules;
        this.requests = requests;
        this.manager = manager;
        this.lists = lists;
    }

    /** Where a visitor comes who chooses a language, say, above a form that was refused. */
    @GetMapping("/calls")
    String form() {
        return "redirect:/";
    }

    @PostMapping("/calls")
    ModelAndView send(
            @RequestParam(name = "session_id", defaultValue = "") String session,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String contexts,
            @RequestParam(name = "ground_truth", defaultValue = "") String groundTruth,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        FirstCall call = new FirstCall(session, question, answer, contexts, groundTruth);
        Wording words = Words.in(preferences.language());
        Map<String, String> problems = call.problems();
        if (problems.isEmpty() && !rules.faults(call.sample()).isEmpty()) {
            problems.put("contexts", "form.contexts.many");
        }
        FirstCallView view = FirstCallView.of(request, preferences.language(), requests.judgeModel());
        if (!problems.isEmpty()) {
            FirstCallView refused = view.refused(call, words.text("form.refused"), problems, words);
            return again(refused, preferences, Caller.of(request).sessionPrefix(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            ScoreJob job = manager.submit(requests.of(call.session(), call.sample()));
            return new ModelAndView("redirect:" + Paths.run(job.run()));
        } catch (JobQueueFullException e) {
            long seconds = Math.max(1, e.retryAfter().toSeconds());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            FirstCallView refused = view.refused(call, words.text("form.full", seconds), Map.of(), words);
            return again(refused, preferences, Caller.of(request).sessionPrefix(), HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    private ModelAndView again(
            FirstCallView form, Preferences preferences, @Nullable String prefix, HttpStatus status) {
        ModelAndView page = new ModelAndView("runs", status);
        page.addObject("list", lists.of(RunListState.of(Map.of()), prefix, preferences.language()));
        page.addObject("first", form);
        return page;
    }
}
