package dev.marksheet.web;

import dev.marksheet.job.SessionReader;
import dev.marksheet.session.SessionReport;
import jakarta.servlet.http.HttpServletResponse;
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

    private final SessionReader sessions;
    private final CallsTables tables;

    CallsController(SessionReader sessions, CallsTables tables) {
        this.sessions = sessions;
        this.tables = tables;
    }

    @GetMapping("/runs/{run_id}/calls")
    String calls(
            @PathVariable("run_id") String id,
            @RequestParam MultiValueMap<String, String> params,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            @RequestHeader(name = "HX-Current-URL", required = false) @Nullable String current,
            @RequestHeader(name = SharedFragments.VERSION, required = false) @Nullable String version,
            Model model,
            HttpServletResponse response) {
        SessionReport report = Runs.find(sessions, id);
        CallsTable table = tables.table(report, params);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("calls", table);
        if (htmx == null) {
            return "calls";
        }
        if (version == null) {
            // The page's own URL takes the state over, so that a reload or a shared link shows the same calls.
            boolean alone = current != null && current.contains("/calls");
            response.setHeader("HX-Replace-Url", table.state().on("/runs/" + id + (alone ? "/calls" : "")));
        }
        return "run/calls :: calls";
    }
}
