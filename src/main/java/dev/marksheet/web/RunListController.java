package dev.marksheet.web;

import dev.marksheet.job.SessionReader;
import dev.marksheet.session.SessionReport;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The run list, and each of its rows. */
@Controller
class RunListController {

    private final SessionReader sessions;
    private final RunLists lists;

    RunListController(SessionReader sessions, RunLists lists) {
        this.sessions = sessions;
        this.lists = lists;
    }

    @GetMapping("/")
    String list(
            @RequestParam Map<String, String> parameters,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("list", lists.of(RunListState.of(parameters), preferences.language()));
        model.addAttribute("first", FirstCallView.of(request));
        return "runs";
    }

    @GetMapping("/runs/{run_id}/row")
    String row(
            @PathVariable("run_id") String id,
            @RequestParam(defaultValue = "") List<String> columns,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model) {
        SessionReport report = Runs.find(sessions, id);
        List<String> few = columns.stream().limit(RunLists.MOST_COLUMNS).toList();
        model.addAttribute("row", lists.row(report, few, preferences.language()));
        return "runs/row :: row";
    }
}
