package dev.marksheet.web.export;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.DownloadName;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.Runs;
import dev.marksheet.web.report.Advice;
import dev.marksheet.web.report.Charts;
import dev.marksheet.web.report.Head;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** A report as one HTML file that opens from disk; {@link ExportFilter} puts into it what it needs to stand alone. */
@Controller
class ExportController {

    private final SessionQueries reader;
    private final Head head;
    private final Charts charts;
    private final Advice advice;
    private final ExportCalls calls;

    ExportController(SessionQueries reader, Head head, Charts charts, Advice advice, ExportCalls calls) {
        this.reader = reader;
        this.head = head;
        this.charts = charts;
        this.advice = advice;
        this.calls = calls;
    }

    @GetMapping("/runs/{run_id}" + ExportFilter.SUFFIX)
    String export(
            @PathVariable("run_id") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model,
            HttpServletResponse response) {
        SessionReport report = Runs.find(reader, id);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; " + DownloadName.of(report, ".html"));
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("head", head.of(report, preferences.language()));
        model.addAttribute("advice", advice.of(report, preferences.language()));
        model.addAttribute("charts", charts.of(report));
        model.addAttribute("calls", calls.table(report));
        model.addAttribute("details", calls.details(report));
        return "export";
    }
}
