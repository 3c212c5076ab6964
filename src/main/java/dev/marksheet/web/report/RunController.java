package dev.marksheet.web.report;

import dev.marksheet.job.JudgeReader;
import dev.marksheet.job.record.RunFilesReader;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.RunFiles;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.Prose;
import dev.marksheet.web.RunFrame;
import dev.marksheet.web.RunMenu;
import dev.marksheet.web.Runs;
import dev.marksheet.web.gate.GatePanels;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The report of a run: the page, and the fragments that it frames and that are loaded again when calls end. */
@Controller
class RunController {

    private final SessionQueries sessions;
    private final RunFilesReader reader;
    private final Head head;
    private final Charts charts;
    private final Advice advice;
    private final CallsTables tables;
    private final GatePanels gates;
    private final JudgeReader judge;

    RunController(
            SessionQueries sessions,
            RunFilesReader reader,
            Head head,
            Charts charts,
            Advice advice,
            CallsTables tables,
            GatePanels gates,
            JudgeReader judge) {
        this.sessions = sessions;
        this.reader = reader;
        this.head = head;
        this.charts = charts;
        this.advice = advice;
        this.tables = tables;
        this.gates = gates;
        this.judge = judge;
    }

    @GetMapping("/runs/{run_id}")
    String run(
            @PathVariable("run_id") String id,
            @RequestParam MultiValueMap<String, String> params,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("head", head.of(report, preferences.language()));
        model.addAttribute("gate", gates.of(report, preferences.language()));
        model.addAttribute("advice", advice.of(report, preferences.language()));
        model.addAttribute("charts", charts.of(report));
        model.addAttribute("summary", summary(report));
        model.addAttribute("calls", tables.table(report, params));
        model.addAttribute("menu", RunMenu.of(report, judge));
        model.addAttribute("settings", SettingsForm.of(report));
        model.addAttribute("problems", Set.of());
        return "run";
    }

    @GetMapping("/runs/{run_id}/head")
    String head(
            @PathVariable("run_id") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("head", head.of(report, preferences.language()));
        return "run/head :: head";
    }

    @GetMapping("/runs/{run_id}/advice")
    String advice(
            @PathVariable("run_id") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("advice", advice.of(report, preferences.language()));
        return "run/advice :: advice";
    }

    @GetMapping("/runs/{run_id}/charts")
    String charts(@PathVariable("run_id") String id, Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("charts", charts.of(report));
        return "run/charts :: charts";
    }

    @GetMapping("/runs/{run_id}/summary")
    String summary(@PathVariable("run_id") String id, Model model) {
        SessionReport report = Runs.find(sessions, id);
        model.addAttribute("run", RunFrame.of(report));
        model.addAttribute("summary", summary(report));
        return "run/summary :: summary";
    }

    private String summary(SessionReport report) {
        return Prose.html(reader.document(report.run(), RunFiles.SUMMARY));
    }
}
