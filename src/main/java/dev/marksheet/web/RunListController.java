package dev.marksheet.web;

import dev.marksheet.job.SessionReader;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The run list. */
@Controller
class RunListController {

    private static final int PAGE = 50;

    private final SessionReader reader;

    RunListController(SessionReader reader) {
        this.reader = reader;
    }

    @GetMapping("/")
    String list(Model model) {
        model.addAttribute("runs", reader.sessions(Long.MAX_VALUE, "", PAGE));
        return "runs";
    }
}
