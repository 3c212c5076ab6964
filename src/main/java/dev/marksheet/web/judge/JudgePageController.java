package dev.marksheet.web.judge;

import dev.marksheet.job.JudgeReader;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.job.exam.Examiner;
import dev.marksheet.job.exam.ExamsFullException;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page about the judge, and its two buttons. While an exam runs, the browser asks for the page again by itself. */
@Controller
class JudgePageController {

    private static final String PAGE = "/judge";
    private static final String AGAIN_SECONDS = "3";
    private static final int LONGEST_MODEL = 200;

    private final JudgeReader judge;
    private final Examiner examiner;
    private final ExamReader exams;
    private final Clock clock;

    JudgePageController(JudgeReader judge, Examiner examiner, ExamReader exams, Clock clock) {
        this.judge = judge;
        this.examiner = examiner;
        this.exams = exams;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    ModelAndView page(
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences, HttpServletResponse response) {
        return page(judge.defaultModel(), null, HttpStatus.OK, preferences, response);
    }

    /** Where a visitor comes who chooses a language, say, above a form that was refused. */
    @GetMapping({PAGE + "/exam", PAGE + "/check"})
    String form() {
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/exam")
    ModelAndView examine(
            @RequestParam(name = "judge_model", defaultValue = "") String named,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireOwn(request);
        String model = named.isBlank() ? judge.defaultModel() : named.strip();
        Wording words = Words.in(preferences.language());
        if (!isUsable(model)) {
            String refused = words.text("judge.exam.refused.model");
            return page(judge.defaultModel(), refused, HttpStatus.UNPROCESSABLE_CONTENT, preferences, response);
        }
        try {
            if (examiner.begin(model).isPresent()) {
                return new ModelAndView("redirect:" + PAGE);
            }
            return page(
                    model, words.text("judge.exam.refused.runs", model), HttpStatus.CONFLICT, preferences, response);
        } catch (ExamsFullException e) {
            String refused = words.text("judge.exam.refused.full");
            return page(model, refused, HttpStatus.TOO_MANY_REQUESTS, preferences, response);
        }
    }

    @PostMapping(PAGE + "/check")
    String check(HttpServletRequest request) {
        requireOwn(request);
        judge.tryOut();
        return "redirect:" + PAGE;
    }

    private static void requireOwn(HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private boolean isUsable(String model) {
        return model.length() <= LONGEST_MODEL
                && model.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
                && judge.canBeNamed(model);
    }

    private ModelAndView page(
            String model,
            @Nullable String refused,
            HttpStatus status,
            Preferences preferences,
            HttpServletResponse response) {
        Language language = preferences.language();
        List<ExamView> views = exams.latest(null).stream()
                .map(examined -> ExamView.of(examined, clock.instant(), language))
                .toList();
        if (views.stream().anyMatch(ExamView::runs)) {
            response.setHeader("Refresh", AGAIN_SECONDS);
        }
        ModelAndView page = new ModelAndView("judge", status);
        page.addObject("judge", JudgeView.of(judge, language));
        page.addObject("exams", views);
        page.addObject("expected", ExamView.cost(examiner.expected(model), Words.in(language)));
        page.addObject("model", model);
        page.addObject("refused", refused);
        return page;
    }
}
