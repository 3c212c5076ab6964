package dev.marksheet.api.session;

import dev.marksheet.access.Caller;
import dev.marksheet.access.Standing;
import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.watch.SessionWatch;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams of server-sent events: a session's, by its own id or its run's, and the list's. Who comes back names the last
 * event seen, in the header that browsers send or, on the first connection, in the URL.
 */
@RestController
class EventController {

    private final SessionQueries reader;
    private final SessionWatch watch;
    private final Standing standing;
    private final JudgeHealth health;
    private final JsonMapper mapper;

    EventController(
            SessionQueries reader, SessionWatch watch, Standing standing, JudgeHealth health, JsonMapper mapper) {
        this.reader = reader;
        this.watch = watch;
        this.standing = standing;
        this.health = health;
        this.mapper = mapper;
    }

    private JudgeStatusBody judge() {
        return JudgeStatusBody.of(health);
    }

    @GetMapping("/api/score/sessions/{session_id}/events")
    ResponseEntity<SseEmitter> session(
            @PathVariable("session_id") String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
            @RequestParam(name = "last_event_id", required = false) @Nullable String parameter,
            HttpMethod method,
            HttpServletRequest request) {
        return stream(method, request, Runs.ofSession(reader, id), header, parameter);
    }

    @GetMapping("/api/runs/{run_id}/events")
    ResponseEntity<SseEmitter> run(
            @PathVariable("run_id") String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
            @RequestParam(name = "last_event_id", required = false) @Nullable String parameter,
            HttpMethod method,
            HttpServletRequest request) {
        return stream(method, request, Runs.find(reader, id), header, parameter);
    }

    private ResponseEntity<SseEmitter> stream(
            HttpMethod method,
            HttpServletRequest request,
            SessionReport report,
            @Nullable String header,
            @Nullable String parameter) {
        // No byte of a stream is ever written to who asks for its headers, so no end of it would ever be noticed.
        if (method.equals(HttpMethod.HEAD)) {
            return headers().build();
        }
        RunId run = report.run();
        Long seen = number(header, parameter);
        EventStream stream = EventStream.ofRun(mapper, this::judge, standing.of(request), seen);
        return response(stream, watch.watch(run, seen == null ? -1 : seen, stream));
    }

    /** The list's events. Ids of runs begin with {@code session-}, so no run can be called {@code events}. */
    @GetMapping("/api/runs/events")
    ResponseEntity<SseEmitter> all(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String header,
            @RequestParam(name = "last_event_id", required = false) @Nullable String parameter,
            HttpMethod method,
            HttpServletRequest request) {
        if (method.equals(HttpMethod.HEAD)) {
            return headers().build();
        }
        EventStream stream = EventStream.ofAll(mapper, this::judge, standing.of(request), Caller.of(request)::mayReach);
        return response(stream, watch.watchAll(number(header, parameter), stream));
    }

    /** A strange id is none: whoever sends one is shown the present state. */
    private static @Nullable Long number(@Nullable String header, @Nullable String parameter) {
        String id = header == null || header.isEmpty() ? parameter : header;
        return id != null && id.matches("[0-9]{1,15}") ? Long.valueOf(id) : null;
    }

    private static ResponseEntity<SseEmitter> response(EventStream stream, Runnable end) {
        return headers().body(stream.emitter(end));
    }

    private static ResponseEntity.BodyBuilder headers() {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                // Proxies that collect answers before they pass them on would hold the events back.
                .header("X-Accel-Buffering", "no");
    }
}
