package dev.marksheet.web.report;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.Runs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The calls of a run as a table: a part of its report, and a page of its own. */
@Controller
class CallsController {

    private final SessionQueries sessions;
    private final CallsTables tables;

    CallsController(SessionQueries sessions, CallsTables tables) {
        this.sessions = sessions;
        this.tables = tables;
    }

    @GetMapping("/runs/{run_id}/calls")
    String calls(
            @PathVariable("run_id") String id,
            @RequestParam MultiValueMap<String, String> params,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("calls", tables.table(report, params));
        return htmx == null ? "calls" : "run/calls :: found";
    }
}
