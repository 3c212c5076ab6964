package dev.marksheet.web;

import dev.marksheet.job.SessionReader;
import dev.marksheet.session.SessionReport;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The report of a run: the page that frames the fragments. */
@Controller
class RunController {

    private final SessionReader reader;

    RunController(SessionReader reader) {
        this.reader = reader;
    }

    @GetMapping("/runs/{run_id}")
    String run(@PathVariable("run_id") String id, Model model) {
        SessionReport report = Runs.find(reader, id);
        model.addAttribute("run", RunFrame.of(report));
        return "run";
    }
}
