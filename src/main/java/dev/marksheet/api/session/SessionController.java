package dev.marksheet.api.session;

import dev.marksheet.access.Caller;
import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.api.wire.ListParameters;
import dev.marksheet.api.wire.PageTokens;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.SessionReport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Shows sessions, by their own id and by their run's. */
@RestController
class SessionController {

    private final SessionQueries reader;
    private final SessionWriter writer;
    private final JudgeHealth health;
    private final Clock clock;
    private final Gates gates;

    SessionController(SessionQueries reader, SessionWriter writer, JudgeHealth health, Clock clock, Gates gates) {
        this.reader = reader;
        this.writer = writer;
        this.health = health;
        this.clock = clock;
        this.gates = gates;
    }

    @GetMapping("/api/score/sessions/{session_id}")
    void session(
            @PathVariable("session_id") String id,
            @RequestParam(required = false) @Nullable String jobs,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            ServletWebRequest web)
            throws IOException {
        send(Runs.ofSession(reader, id), JobSelection.of(jobs, limit, pageToken), web);
    }

    @GetMapping("/api/runs/{run_id}")
    void run(
            @PathVariable("run_id") String id,
            @RequestParam(required = false) @Nullable String jobs,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
            ServletWebRequest web)
            throws IOException {
        send(Runs.find(reader, id), JobSelection.of(jobs, limit, pageToken), web);
    }

    private void send(SessionReport report, JobSelection selection, ServletWebRequest web) throws IOException {
        HttpServletResponse response = (HttpServletResponse) web.getNativeResponse();
        if (response == null) {
            throw new IllegalStateException("no servlet response");
        }
        response.setHeader("Cache-Control", "no-cache");
        JudgeStatusBody judge = JudgeStatusBody.of(health);
        // A session of the same name in another folder has the same versions. Weak, since its parts are read one by
        // one.
        String tag = "W/\"" + report.createdAt().toEpochMilli() + "-" + report.version() + selection.tag() + judge.tag()
                + comparison(report) + "\"";
        if (!web.checkNotModified(tag)) {
            response.setContentType("application/json");
            writer.write(report, judge, selection, response.getOutputStream());
        }
    }

    /** What the gate says changes with the baseline too, whose versions the session's know nothing of. */
    private String comparison(SessionReport report) {
        GateSettings gate = report.settings().gate();
        return gate == null || gate.baseline() == null
                ? ""
                : "-" + gates.standing(report).toString().hashCode();
    }

    @GetMapping("/api/score/sessions")
    Map<String, Object> sessions(@RequestParam MultiValueMap<String, String> parameters, HttpServletRequest request) {
        return page("sessions", parameters, Caller.of(request));
    }

    @GetMapping("/api/runs")
    Map<String, Object> runs(@RequestParam MultiValueMap<String, String> parameters, HttpServletRequest request) {
        return page("runs", parameters, Caller.of(request));
    }

    private Map<String, Object> page(String name, MultiValueMap<String, String> sent, Caller caller) {
        ListParameters parameters = new ListParameters(sent, SessionFilter.PARAMETERS);
        int size = parameters.limit();
        String pageToken = parameters.one("page_token");
        JudgeStatusBody judge = JudgeStatusBody.of(health);
        SessionFilter filter = SessionFilter.of(parameters, judge.since() != null, clock);
        parameters.end();
        String place = pageToken == null ? Long.MAX_VALUE + ":" : PageTokens.place(pageToken);
        String[] parts = place.split(":", 2);
        if (parts.length != 2) {
            throw PageTokens.invalid();
        }
        List<SessionReport> found = filter.none()
                ? List.of()
                : reader.latestFirst(
                        filter.filter().within(caller.sessionPrefix()), PageTokens.number(parts[0]), parts[1], size);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(name, found.stream().map(r -> SessionBody.of(r, judge, gates)).toList());
        page.put("next_page_token", found.size() < size ? null : PageTokens.of(place(found.get(size - 1))));
        return page;
    }

    private static String place(SessionReport report) {
        long latest = report.latestFinishedAt() == null
                ? 0
                : report.latestFinishedAt().toEpochMilli();
        return latest + ":" + report.run().value();
    }
}
