package dev.marksheet.judge;

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

    FaultMessages(JudgeProperties properties) {
        this.address = properties.address();
        this.key = properties.apiKey();
    }

    /** The calling thread was told to stop; why, those know who told it. */
    String stopped(EndpointFault latest) {
        return latest.kind() == EndpointFault.Kind.INTERRUPTED
                ? "the judge at %s had not answered yet".formatted(address)
                : "the judge at %s did not answer usably; latest: %s".formatted(address, describe(latest));
    }

    String usedUp(EndpointFault fault, int attempts) {
        String tried = attempts == 1 ? "" : " (tried %d times)".formatted(attempts);
        return "the judge at %s failed: %s%s".formatted(address, describe(fault), tried);
    }

    String refusal(EndpointFault fault) {
        return "the judge refused to answer: " + detail(fault.body());
    }

    /** A fault that no repetition mends: what it is and what to change. */
    String forGood(EndpointFault fault, String model) {
        String body = fault.body().toLowerCase(Locale.ROOT);
        String wayOut = switch (fault.statusCode()) {
            case 401 -> "the key is missing or wrong; set marksheet.judge.api-key or OPENAI_API_KEY";
            case 402 -> "the account has no credit left; top it up";
            case 403 -> "the key may not use this model; check its rights, region and project";
            case 404 ->
                "there is no model '%s' there, or the base URL is wrong (it usually ends in /v1); check marksheet.judge.model and marksheet.judge.base-url"
                        .formatted(model);
            case 429 -> "the account's quota is used up; top it up or raise its limit";
            default -> badRequest(body);
        };
        return "the judge at %s answered %s: %s".formatted(address, describe(fault), wayOut);
    }

    private static String badRequest(String body) {
        if (body.contains("context length") || body.contains("context_length") || body.contains("too long")) {
            return "the texts are too long for this model; shorten the contexts or take a model that reads more";
        }
        if (body.contains("content_filter") || body.contains("inspection")) {
            return "the provider's content filter rejected the texts";
        }
        return "it rejects the request; check that the model is a chat model (or, for embeddings, an embedding model)";
    }

    private String describe(EndpointFault fault) {
        String status = fault.statusCode() > 0 ? "HTTP " + fault.statusCode() : "";
        String detail = detail(fault.body());
        return status.isEmpty() ? detail : detail.isEmpty() ? status : status + " (" + detail + ")";
    }

    /** The words of an error body that are meant for people, shortened and without the key. */
    private String detail(String body) {
        String text = words(body).replaceAll("\\s+", " ").strip();
        if (!key.isEmpty()) {
            text = text.replace(key, "***");
        }
        return text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }

    private static String words(String body) {
        if (!body.stripLeading().startsWith("{")) {
            return body.stripLeading().startsWith("<") ? "an HTML page" : body;
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
