package dev.marksheet.api;

import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateText;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.GateWords;
import dev.marksheet.gate.live.GateWaits;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Language;
import dev.marksheet.session.SessionReport;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import tools.jackson.databind.json.JsonMapper;

/** Says whether a session is good enough. */
@RestController
class GateController {

    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final SessionQueries sessions;
    private final Gates gates;
    private final GateWaits waits;
    private final MetricCatalog catalog;
    private final JsonMapper mapper;

    GateController(SessionQueries sessions, Gates gates, GateWaits waits, MetricCatalog catalog, JsonMapper mapper) {
        this.sessions = sessions;
        this.gates = gates;
        this.waits = waits;
        this.catalog = catalog;
        this.mapper = mapper;
    }

    @GetMapping("/api/score/sessions/{session_id}/gate")
    DeferredResult<ResponseEntity<byte[]>> session(
            @PathVariable("session_id") String id, @RequestParam MultiValueMap<String, String> query, Locale locale) {
        return answer(Runs.ofSession(sessions, id), query, locale);
    }

    @GetMapping("/api/runs/{run_id}/gate")
    DeferredResult<ResponseEntity<byte[]>> run(
            @PathVariable("run_id") String id, @RequestParam MultiValueMap<String, String> query, Locale locale) {
        return answer(Runs.find(sessions, id), query, locale);
    }

    private DeferredResult<ResponseEntity<byte[]>> answer(
            SessionReport report, MultiValueMap<String, String> query, Locale locale) {
        GateParameters.Asked asked = new GateParameters(gates, catalog, report).read(query);
        Language language = locale.getLanguage().equals("zh") ? Language.ZH : Language.EN;
        DeferredResult<ResponseEntity<byte[]>> answer = new DeferredResult<>(1_000L * Math.max(1, asked.waitSeconds()));
        GateResult now = look(report, asked);
        if (asked.waitSeconds() == 0 || now.verdict() != GateVerdict.UNDECIDED) {
            answer.setResult(written(now, asked, language));
            return answer;
        }
        Runnable end =
                waits.begin(report.run(), asked.question(), result -> set(answer, report, result, asked, language));
        answer.onTimeout(() -> set(answer, report, gates.look(report.run(), asked.question()), asked, language));
        answer.onCompletion(end);
        return answer;
    }

    private GateResult look(SessionReport report, GateParameters.Asked asked) {
        return gates.look(report.run(), asked.question()).orElseThrow(() -> gone(report));
    }

    private static NotFoundException gone(SessionReport report) {
        return new NotFoundException("There is no session " + report.session().value() + " any more.");
    }

    private void set(
            DeferredResult<ResponseEntity<byte[]>> answer,
            SessionReport report,
            Optional<GateResult> result,
            GateParameters.Asked asked,
            Language language) {
        if (result.isPresent()) {
            answer.setResult(written(result.get(), asked, language));
        } else {
            answer.setErrorResult(gone(report));
        }
    }

    private ResponseEntity<byte[]> written(GateResult result, GateParameters.Asked asked, Language language) {
        GateWords words = GateWords.in(language);
        byte[] body = asked.format() == GateFormat.JSON
                ? mapper.writeValueAsBytes(GateBody.of(result, words))
                : GateText.of(result, words).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.status(asked.strict() ? status(result.verdict()) : HttpStatus.OK)
                .cacheControl(CacheControl.noStore())
                .contentType(asked.format() == GateFormat.JSON ? MediaType.APPLICATION_JSON : TEXT)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)
                .body(body);
    }

    /** So that {@code curl --fail-with-body} is the whole gate. */
    private static HttpStatus status(GateVerdict verdict) {
        return switch (verdict) {
            case PASS -> HttpStatus.OK;
            case FAIL -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UNDECIDED -> HttpStatus.FAILED_DEPENDENCY;
        };
    }
}
