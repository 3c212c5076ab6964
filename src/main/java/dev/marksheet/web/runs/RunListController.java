package dev.marksheet.web.runs;

import dev.marksheet.access.Caller;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The run list, and each of its rows. */
@Controller
class RunListController {

    private final SessionQueries sessions;
    private final RunLists lists;
    private final DefaultRequests requests;

    RunListController(SessionQueries sessions, RunLists lists, DefaultRequests requests) {
        this.sessions = sessions;
        this.lists = lists;
        this.requests = requests;
    }

    @GetMapping("/")
    String list(
            @RequestParam Map<String, String> parameters,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request,
            Model model) {
        model.addAttribute(
                "list",
                lists.of(RunListState.of(parameters), Caller.of(request).sessionPrefix(), preferences.language()));
        model.addAttribute("first", FirstCallView.of(request, preferences.language(), requests.judgeModel()));
        return "runs";
    }

    /** Rows that changed, in no order; ids of runs begin with {@code session-}, so no run can be called {@code rows}. */
    @GetMapping("/runs/rows")
    String rows(
            @RequestParam(name = "run", defaultValue = "") List<String> runs,
            @RequestParam(defaultValue = "") List<String> columns,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model) {
        List<String> few = columns.stream().limit(RunLists.MOST_COLUMNS).toList();
        model.addAttribute(
                "rows",
                runs.stream()
                        .distinct()
                        .limit(RunLists.PAGE)
                        .flatMap(id -> sessions.ofRun(id).stream())
                        .map(report -> lists.row(report, few, preferences.language()))
                        .toList());
        return "runs/row :: rows";
    }
}
