package dev.marksheet.judge.llm.prompt;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of a reply: a JSON object whose members are all required, as strict schemas demand, in the order in which the
 * judge shall think (reasons before verdicts).
 *
 * @param key the member by which a reply is recognised among other JSON
 * @param list whether that member is a list, so that a bare list can stand for the whole
 * @param prose whether text without any JSON can stand for that member
 */
public record ReplySchema(JsonObjectSchema schema, String key, boolean list, boolean prose) {

    /** Members of an object: a text, a whole number when the name ends in {@code #}, or one of the words behind it. */
    private static JsonObjectSchema object(String... members) {
        Map<String, JsonSchemaElement> properties = new LinkedHashMap<>();
        for (String member : members) {
            String[] parts = member.split("\\|");
            properties.put(parts[0].replace("#", ""), element(member, parts));
        }
        return closed(properties);
    }

    private static JsonSchemaElement element(String member, String[] parts) {
        if (parts.length > 1) {
            return JsonEnumSchema.builder()
                    .enumValues(List.of(parts).subList(1, parts.length))
                    .build();
        }
        return member.endsWith("#") ? new JsonIntegerSchema() : new JsonStringSchema();
    }

    private static JsonObjectSchema closed(Map<String, JsonSchemaElement> properties) {
        return JsonObjectSchema.builder()
                .addProperties(properties)
                .required(new ArrayList<>(properties.keySet()))
                .additionalProperties(false)
                .build();
    }

    /** An object of texts and, where the name ends in {@code #}, whole numbers; recognised by the last member. */
    static ReplySchema of(String... members) {
        String last = members[members.length - 1].replace("#", "");
        return new ReplySchema(object(members), last, false, false);
    }

    /** An object with one text that may also come without the object. */
    static ReplySchema prose(String key) {
        return new ReplySchema(object(key), key, false, true);
    }

    /** A list of objects under {@code key}. */
    static ReplySchema listOf(String key, String... members) {
        return listed(key, object(members), List.of());
    }

    /** A list of texts under {@code key}, after further members. */
    static ReplySchema texts(String key, String... before) {
        return listed(key, new JsonStringSchema(), Arrays.asList(before));
    }

    /** Whether the judge has to give reasons. */
    boolean reasoned() {
        return schema.properties().containsKey("reason")
                || schema.properties().get(key) instanceof JsonArraySchema items
                        && items.items() instanceof JsonObjectSchema item
                        && item.properties().containsKey("reason");
    }

    private static ReplySchema listed(String key, JsonSchemaElement item, List<String> before) {
        Map<String, JsonSchemaElement> properties =
                new LinkedHashMap<>(object(before.toArray(String[]::new)).properties());
        properties.put(key, JsonArraySchema.builder().items(item).build());
        return new ReplySchema(closed(properties), key, true, false);
    }
}
