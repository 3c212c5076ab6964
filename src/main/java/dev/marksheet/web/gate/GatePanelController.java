package dev.marksheet.web.gate;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.Runs;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The gate's part of a report, which is loaded again when calls end. */
@Controller
class GatePanelController {

    private final SessionQueries sessions;
    private final GatePanels panels;

    GatePanelController(SessionQueries sessions, GatePanels panels) {
        this.sessions = sessions;
        this.panels = panels;
    }

    @GetMapping("/runs/{run_id}/gate")
    String gate(
            @PathVariable("run_id") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("gate", panels.of(report, preferences.language()));
        return "run/gate :: gate";
    }
}
