package dev.marksheet.web;

import dev.marksheet.job.ComparisonReader;
import dev.marksheet.job.SessionReader;
import dev.marksheet.session.SessionReport;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Runs side by side. The first is the base; the others are compared with it. */
@Controller
class CompareController {

    private static final int MAX_RUNS = 6;

    private final SessionReader sessions;
    private final ComparisonReader comparisons;
    private final Ranges ranges;

    CompareController(SessionReader sessions, ComparisonReader comparisons, Ranges ranges) {
        this.sessions = sessions;
        this.comparisons = comparisons;
        this.ranges = ranges;
    }

    @GetMapping("/compare")
    String compare(@RequestParam(name = "run", defaultValue = "") List<String> runs, Model model) {
        List<SessionReport> reports = runs.stream()
                .distinct()
                .limit(MAX_RUNS)
                .map(id -> Runs.find(sessions, id))
                .toList();
        if (reports.size() >= 2) {
            SessionReport base = reports.get(0);
            model.addAttribute(
                    "compare",
                    ComparePage.of(
                            base,
                            comparisons.compare(base, reports.subList(1, reports.size())),
                            ranges,
                            changed -> comparisons.question(changed.otherJob()).orElse("")));
        }
        return "compare";
    }
}
