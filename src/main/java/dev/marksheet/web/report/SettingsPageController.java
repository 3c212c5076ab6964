package dev.marksheet.web.report;

import dev.marksheet.job.SettingsKeeper;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Paths;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.Runs;
import dev.marksheet.web.SameOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Takes what people fill in for a session. What can't be taken is shown again, with what to change. */
@Controller
class SettingsPageController {

    private final SessionQueries sessions;
    private final SettingsKeeper keeper;

    SettingsPageController(SessionQueries sessions, SettingsKeeper keeper) {
        this.sessions = sessions;
        this.keeper = keeper;
    }

    @GetMapping("/runs/{run_id}/settings")
    String settings(@PathVariable("run_id") String id, Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("settings", SettingsForm.of(report));
        model.addAttribute("problems", Set.of());
        return "settings";
    }

    @PostMapping("/runs/{run_id}/settings")
    ModelAndView save(
            @PathVariable("run_id") String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String labels,
            @RequestParam(defaultValue = "") String pinned,
            @RequestParam(defaultValue = "") String expect,
            @RequestParam(defaultValue = "") String budget,
            HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        SessionReport report = Runs.find(sessions, id);
        SettingsForm form = new SettingsForm(name, labels, !pinned.isEmpty(), expect, budget);
        Set<String> problems = form.problems();
        if (problems.isEmpty()) {
            keeper.save(report.session(), form::on);
            return new ModelAndView("redirect:" + Paths.run(report.run()));
        }
        ModelAndView again = new ModelAndView("settings", HttpStatus.UNPROCESSABLE_CONTENT);
        again.addObject("run", RunFrame.of(report));
        again.addObject("settings", form);
        again.addObject("problems", problems);
        return again;
    }
}
