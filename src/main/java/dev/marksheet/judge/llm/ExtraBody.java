package dev.marksheet.judge.llm;

import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members that the configuration puts into every chat request, over what would stand there otherwise. Immutable, as nobody
 * gets hold of the object.
 */
final class ExtraBody {

    static final ExtraBody NONE = new ExtraBody(JsonMapper.shared().createObjectNode());

    private static final int MOST = 10_000;
    private static final Set<String> OURS = Set.of("model", "messages", "stream", "stream_options");

    private final ObjectNode members;

    private ExtraBody(ObjectNode members) {
        this.members = members;
    }

    /**
     * Reads a setting.
     *
     * @throws IllegalArgumentException if it is neither blank nor a JSON object that leaves our members alone; the message
     *     says what to change and repeats nothing of it but names of our members
     */
    static ExtraBody of(String setting) {
        if (setting.isBlank()) {
            return NONE;
        }
        if (setting.length() > MOST) {
            throw new IllegalArgumentException("It must have at most " + MOST + " characters.");
        }
        if (!(read(setting) instanceof ObjectNode object)) {
            throw new IllegalArgumentException("It must be a JSON object, such as {\"top_k\": 20}.");
        }
        for (String name : object.propertyNames()) {
            if (OURS.contains(name)) {
                throw new IllegalArgumentException(
                        "It must not set '" + name + "', which every request has its own of.");
            }
        }
        return new ExtraBody(object);
    }

    private static JsonNode read(String setting) {
        try {
            return JsonMapper.shared().readTree(setting);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("It must be a JSON object, such as {\"top_k\": 20}.", e);
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Set<String> names() {
        return Set.copyOf(members.propertyNames());
    }

    void addTo(ObjectNode request) {
        request.setAll(members.deepCopy());
    }

    /** The same for the same members, whatever the order they were written in. */
    String canonical() {
        return JsonMapper.shared()
                .convertValue(members, new TypeReference<TreeMap<String, Object>>() {})
                .toString();
    }
}
