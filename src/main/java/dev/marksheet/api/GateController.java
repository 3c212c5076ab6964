package dev.marksheet.api;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.NotFoundException;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.gate.GateBody;
import dev.marksheet.gate.GateCommands;
import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateJunit;
import dev.marksheet.gate.GateMarkdown;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateText;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.GateWords;
import dev.marksheet.gate.live.GateAskedWronglyException;
import dev.marksheet.gate.live.GateParameters;
import dev.marksheet.gate.live.GateWaits;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.gate.live.TooManyWaitsException;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Says whether a session is good enough. */
@RestController
class GateController {

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

    /** How a request wants to be answered. */
    private record Wish(SessionReport report, GateParameters.Asked asked, Language language, String base) {}

    @GetMapping("/api/score/sessions/{session_id}/gate")
    DeferredResult<ResponseEntity<byte[]>> session(
            @PathVariable("session_id") String id,
            @RequestParam MultiValueMap<String, String> query,
            Locale locale,
            HttpServletRequest request) {
        return answer(wish(Runs.ofSession(sessions, id), query, locale, request));
    }

    @GetMapping("/api/runs/{run_id}/gate")
    DeferredResult<ResponseEntity<byte[]>> run(
            @PathVariable("run_id") String id,
            @RequestParam MultiValueMap<String, String> query,
            Locale locale,
            HttpServletRequest request) {
        return answer(wish(Runs.find(sessions, id), query, locale, request));
    }

    private Wish wish(
            SessionReport report, MultiValueMap<String, String> query, Locale locale, HttpServletRequest request) {
        GateParameters.Asked asked = asked(report, query);
        Language language = locale.getLanguage().equals("zh") ? Language.ZH : Language.EN;
        String base =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        return new Wish(report, asked, language, base);
    }

    private GateParameters.Asked asked(SessionReport report, MultiValueMap<String, String> query) {
        try {
            return new GateParameters(gates, catalog, report).read(query);
        } catch (GateAskedWronglyException e) {
            throw new InvalidRequestException(e.faults().stream()
                    .map(fault -> new FieldProblem(fault.parameter(), fault.message()))
                    .toList());
        }
    }

    private DeferredResult<ResponseEntity<byte[]>> answer(Wish wish) {
        GateParameters.Asked asked = wish.asked();
        RunId run = wish.report().run();
        DeferredResult<ResponseEntity<byte[]>> answer = new DeferredResult<>(1_000L * Math.max(1, asked.waitSeconds()));
        if (asked.waitSeconds() == 0) {
            set(answer, wish, () -> gates.look(wish.report(), asked.question()));
            return answer;
        }
        answer.onTimeout(() -> set(answer, wish, () -> gates.look(run, asked.question())));
        try {
            // Whoever begins to wait is shown the state as it is: a verdict that stands already is told at once.
            answer.onCompletion(waits.begin(run, asked.question(), result -> set(answer, wish, result)));
        } catch (TooManyWaitsException e) {
            Optional<GateResult> now = gates.look(wish.report(), asked.question());
            if (now.isPresent() && !now.get().isSettled()) {
                throw e;
            }
            set(answer, wish, () -> now);
        }
        return answer;
    }

    /** Whatever happens is told: nobody must wait for an answer that was lost with its thread. */
    private void set(DeferredResult<ResponseEntity<byte[]>> answer, Wish wish, Supplier<Optional<GateResult>> result) {
        try {
            answer.setResult(written(result.get().orElseThrow(() -> gone(wish.report())), wish));
        } catch (RuntimeException e) {
            answer.setErrorResult(e);
        }
    }

    private static NotFoundException gone(SessionReport report) {
        return new NotFoundException("There is no session " + report.session().value() + " any more.");
    }

    private ResponseEntity<byte[]> written(GateResult result, Wish wish) {
        GateFormat format = wish.asked().format();
        String body = body(result, format, wish.base(), GateWords.in(wish.language()));
        return ResponseEntity.status(wish.asked().strict() ? status(result.verdict()) : HttpStatus.OK)
                .cacheControl(CacheControl.noStore())
                .contentType(type(format))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private String body(GateResult result, GateFormat format, String base, GateWords words) {
        return switch (format) {
            case JSON -> mapper.writeValueAsString(GateBody.of(result, words));
            case TEXT -> GateText.of(result, words);
            case MARKDOWN -> GateMarkdown.of(result, words, gates.worst(result), base);
            case JUNIT -> GateJunit.of(result, words);
            case GITHUB -> GateCommands.of(result, words);
        };
    }

    private static MediaType type(GateFormat format) {
        MediaType type = MediaType.parseMediaType(format.mediaType());
        return format == GateFormat.JSON ? type : new MediaType(type, StandardCharsets.UTF_8);
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
