package dev.marksheet.judge.llm.endpoint;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a reply that came as a stream of events together, so that all else reads it like one that came in a piece. Used by one
 * thread.
 */
final class StreamedReply {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DATA = "data:";
    private static final String END = "[DONE]";

    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private JsonNode finish = JsonNodeFactory.instance.nullNode();
    private JsonNode usage = JsonNodeFactory.instance.nullNode();
    private JsonNode model = JsonNodeFactory.instance.nullNode();
    private boolean ended;

    private StreamedReply() {}

    /** Whether a body is a stream; some endpoints stream unasked. */
    static boolean isOne(String contentType, String body) {
        return contentType.contains("text/event-stream") || body.startsWith(DATA);
    }

    /**
     * The completion that a stream stands for, as JSON.
     *
     * @throws EndpointFault if an event reports an error, or the stream ends before the reply does
     */
    static String whole(String body) {
        StreamedReply reply = new StreamedReply();
        body.lines()
                .filter(line -> line.startsWith(DATA))
                .forEach(line -> reply.add(line.substring(DATA.length()).strip()));
        if (!reply.ended) {
            throw EndpointFault.of(EndpointFault.Kind.BROKEN, "fault.broken");
        }
        return reply.completion();
    }

    private void add(String event) {
        if (event.equals(END)) {
            ended = true;
            return;
        }
        JsonNode chunk = read(event);
        if (chunk.path("error").isObject()) {
            int code = chunk.path("error").path("code").asInt(0);
            throw EndpointFault.ofStatus(code >= 400 && code < 600 ? code : 500, event, null);
        }
        model = chunk.path("model").isString() ? chunk.path("model") : model;
        usage = chunk.path("usage").isObject() ? chunk.path("usage") : usage;
        JsonNode choice = chunk.path("choices").path(0);
        content.append(choice.path("delta").path("content").asString(""));
        refusal.append(choice.path("delta").path("refusal").asString(""));
        if (choice.path("finish_reason").isString()) {
            finish = choice.path("finish_reason");
            ended = true;
        }
    }

    private static JsonNode read(String event) {
        try {
            return JSON.readTree(event);
        } catch (JacksonException e) {
            throw EndpointFault.of(EndpointFault.Kind.SERVER_ERROR, "fault.no_completion");
        }
    }

    private String completion() {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("model", model);
        ObjectNode choice = whole.putArray("choices").addObject();
        choice.put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", content.toString());
        if (!refusal.isEmpty()) {
            message.put("refusal", refusal.toString());
        }
        choice.set("finish_reason", finish);
        if (usage.isObject()) {
            whole.set("usage", usage);
        }
        return JSON.writeValueAsString(whole);
    }
}
