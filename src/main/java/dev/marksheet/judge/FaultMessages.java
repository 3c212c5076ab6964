package dev.marksheet.judge;

import dev.marksheet.session.Wording;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says to a person what a fault is and what to do about it. Never shows the key. */
final class FaultMessages {

    private static final int MOST = 300;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String address;
    private final String key;
    private final String seconds;

    FaultMessages(JudgeProperties properties) {
        this.address = properties.address();
        this.key = properties.apiKey();
        this.seconds = BigDecimal.valueOf(properties.timeout().toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The calling thread was told to stop; why, those know who told it. */
    String stopped(EndpointFault latest, Wording words) {
        return latest.kind() == EndpointFault.Kind.INTERRUPTED
                ? words.text("stopped.silent", address)
                : words.text("stopped.unusable", address, describe(latest, words));
    }

    String usedUp(EndpointFault fault, int attempts, Wording words) {
        return words.text(attempts == 1 ? "used_up.once" : "used_up", address, describe(fault, words), attempts);
    }

    /** What the model said when it declined. */
    String refusal(EndpointFault fault, Wording words) {
        return detail(fault.body(), words);
    }

    /** A fault that no repetition mends: what it is and what to change. */
    String forGood(EndpointFault fault, String model, Wording words) {
        String wayOut = switch (fault.statusCode()) {
            case 401, 402, 403, 404, 429 -> words.text("final." + fault.statusCode(), model);
            default -> words.text("final." + badRequest(fault.body().toLowerCase(Locale.ROOT)));
        };
        return words.text("final", address, describe(fault, words), wayOut);
    }

    private static String badRequest(String body) {
        if (body.contains("context length") || body.contains("context_length") || body.contains("too long")) {
            return "too_long";
        }
        return body.contains("content_filter") || body.contains("inspection") ? "filtered" : "other";
    }

    private String describe(EndpointFault fault, Wording words) {
        if (fault.kind() == EndpointFault.Kind.TIMEOUT) {
            return words.text("timeout", seconds);
        }
        String status = fault.statusCode() > 0 ? "HTTP " + fault.statusCode() : "";
        String detail = detail(fault.body(), words);
        return status.isEmpty() ? detail : detail.isEmpty() ? status : status + " (" + detail + ")";
    }

    /** The words of an error body that are meant for people, shortened and without the key. */
    private String detail(String body, Wording words) {
        String text = said(body, words).replaceAll("\\s+", " ").strip();
        if (!key.isEmpty()) {
            text = text.replace(key, "***");
        }
        return text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }

    private static String said(String body, Wording words) {
        if (!body.stripLeading().startsWith("{")) {
            return body.stripLeading().startsWith("<") ? words.text("html") : body;
        }
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode error = root.path("error");
            for (JsonNode candidate :
                    new JsonNode[] {error.path("message"), error, root.path("message"), root.path("detail")}) {
                if (candidate.isString()) {
                    return candidate.asString();
                }
            }
            return body;
        } catch (JacksonException e) {
            return body;
        }
    }
}
