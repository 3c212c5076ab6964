package dev.marksheet.web.compare;

import dev.marksheet.query.ComparisonQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Paths;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.Runs;
import dev.marksheet.web.Words;
import dev.marksheet.web.gate.GatePanel.Mark;
import dev.marksheet.web.gate.GatePanels;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Runs side by side. One is the base, the oldest if none was named; the others are compared with it. */
@Controller
class CompareController {

    private static final int MAX_RUNS = 6;

    private final SessionQueries sessions;
    private final ComparisonQueries comparisons;
    private final JobQueries jobs;
    private final GatePanels gates;

    CompareController(SessionQueries sessions, ComparisonQueries comparisons, JobQueries jobs, GatePanels gates) {
        this.sessions = sessions;
        this.comparisons = comparisons;
        this.jobs = jobs;
        this.gates = gates;
    }

    @GetMapping("/compare")
    String compare(
            @RequestParam(name = "run", defaultValue = "") List<String> runs,
            @RequestParam(name = "base", defaultValue = "") String chosen,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model) {
        List<SessionReport> reports = runs.stream()
                .distinct()
                .limit(MAX_RUNS)
                .map(id -> Runs.find(sessions, id))
                .toList();
        if (reports.size() >= 2) {
            Optional<SessionReport> named = reports.stream()
                    .filter(report -> report.run().value().equals(chosen))
                    .findFirst();
            SessionReport base = named.orElseGet(() -> oldest(reports));
            List<SessionReport> others =
                    reports.stream().filter(report -> report != base).toList();
            model.addAttribute(
                    "compare",
                    ComparePage.of(
                            base,
                            named.isPresent(),
                            comparisons.compare(base, others),
                            Words.in(preferences.language()),
                            jobs::sample));
            model.addAttribute("gates", against(base, others, preferences.language()));
        }
        return "compare";
    }

    /** The verdicts of those whose gate compares them with the base, under the paths of their reports. */
    private Map<String, Mark> against(SessionReport base, List<SessionReport> others, Language language) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (SessionReport other : others) {
            GateSettings gate = other.settings().gate();
            Mark mark = gate == null || !base.session().value().equals(gate.baseline())
                    ? null
                    : gates.mark(other, language);
            if (mark != null) {
                marks.put(Paths.run(other.run()), mark);
            }
        }
        return marks;
    }

    /** What came later is compared with what was there, so that "better" means progress. */
    private static SessionReport oldest(List<SessionReport> reports) {
        return reports.stream()
                .min(Comparator.comparing(SessionReport::createdAt))
                .orElseThrow();
    }
}
