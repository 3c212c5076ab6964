package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.session.text.Bounded;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a provider says in the body of an error, read once. It holds the provider's own words alone: what bodies repeat of
 * the request or of the model's reply ({@code input}, {@code failed_generation}) is left out, as it may say anything.
 *
 * @param code a name or number; empty when there is none
 * @param type a name; empty when there is none
 * @param param the part of the request that it is about; empty when it is not said
 * @param message what is meant for people; empty when there is none
 * @param written what the model had written before it failed; only for showing
 */
public record ErrorBody(String code, String type, String param, String message, String written) {

    static final ErrorBody NONE = new ErrorBody("", "", "", "", "");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 1000;

    /** Where Pydantic begins to repeat what it was given. */
    private static final Pattern ECHO = Pattern.compile(",\\s*['\"]input['\"]\\s*:|\\binput_value\\s*=");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    public static ErrorBody of(String body) {
        String text = body.strip();
        if (text.startsWith("<")) {
            return NONE;
        }
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return new ErrorBody("", "", "", own(text), "");
        }
        try {
            JsonNode root = JSON.readTree(text);
            return read(root.isArray() ? root.path(0) : root);
        } catch (JacksonException e) {
            return NONE;
        }
    }

    private static ErrorBody read(JsonNode root) {
        JsonNode error = root.path("error").isObject() ? root.path("error") : root;
        JsonNode raw = error.path("metadata").path("raw");
        if (raw.isString() && raw.asString().strip().startsWith("{")) {
            // A broker's body holds that of the provider behind it.
            return of(raw.asString());
        }
        return new ErrorBody(
                word(error, "code"),
                word(error, "type"),
                word(error, "param"),
                message(root, error),
                error.path("failed_generation").asString(""));
    }

    private static String message(JsonNode root, JsonNode error) {
        for (JsonNode candidate : List.of(error.path("message"), root.path("error"), root.path("detail"))) {
            if (candidate.isString()) {
                return own(candidate.asString());
            }
        }
        List<String> details = new ArrayList<>();
        for (JsonNode detail : root.path("detail")) {
            List<String> place = new ArrayList<>();
            detail.path("loc").forEach(step -> place.add(step.asString("")));
            details.add(String.join(".", place) + ": " + word(detail, "msg"));
        }
        return own(String.join("; ", details));
    }

    private static String word(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? own(value.asString()) : "";
    }

    private static String own(String text) {
        Matcher echo = ECHO.matcher(text);
        String words = echo.find() && echo.start() > 0 ? text.substring(0, echo.start()) : text;
        return Bounded.start(words, MOST);
    }

    /** The largest number in the message from {@code least} to below {@code limit}; 0 when there is none. */
    public int numberBetween(int least, int limit) {
        Matcher numbers = NUMBER.matcher(message.replaceAll("(?<=\\d),(?=\\d{3})", ""));
        int found = 0;
        while (numbers.find()) {
            int number = Integer.parseInt(numbers.group());
            found = number >= least && number < limit ? Math.max(found, number) : found;
        }
        return found;
    }
}
