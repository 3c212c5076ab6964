package dev.marksheet.judge.llm.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A named piece of the text under judgement.
 *
 * @param name as the prompt files call it
 * @param texts the text, or the items of a list
 * @param body how it is written into the message
 */
record Section(String name, List<String> texts, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    Section {
        texts = List.copyOf(texts);
    }

    static Section of(String name, String text) {
        return new Section(name, List.of(text), text);
    }

    /** One section per passage, numbered from 1. */
    static List<Section> passages(List<String> passages) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            sections.add(of("passage " + (i + 1), passages.get(i)));
        }
        return sections;
    }

    /** A list, numbered from 1. JSON, one item a line: no text can pass itself off as a further item. */
    static Section list(String name, String item, List<String> texts) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String text : texts) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("number", rows.size() + 1);
            row.put(item, text);
            rows.add(row);
        }
        return rows(name, texts, rows);
    }

    /** A list whose items have more than a text; {@code rows} become its lines. */
    static Section rows(String name, List<String> texts, List<Map<String, Object>> rows) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < rows.size(); i++) {
            body.append(i == 0 ? "\n" : ",\n").append(JSON.writeValueAsString(rows.get(i)));
        }
        return new Section(name, texts, body.append("\n]").toString());
    }

    boolean isBlank() {
        return body.isBlank();
    }
}
