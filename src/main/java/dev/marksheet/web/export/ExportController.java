package dev.marksheet.web.export;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.DownloadName;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.Runs;
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
    private final ExportPage page;

    ExportController(SessionQueries reader, ExportPage page) {
        this.reader = reader;
        this.page = page;
    }

    @GetMapping("/runs/{run_id}" + ExportFilter.SUFFIX)
    String export(
            @PathVariable("run_id") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model,
            HttpServletResponse response) {
        SessionReport report = Runs.find(reader, id);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; " + DownloadName.of(report, ".html"));
        model.addAllAttributes(page.model(report, preferences.language()));
        return "export";
    }
}
