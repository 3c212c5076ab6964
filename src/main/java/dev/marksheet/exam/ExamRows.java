package dev.marksheet.exam;

import dev.marksheet.session.text.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows that the jar carries. They are our own: invented places, people and things, in English and Chinese. */
final class ExamRows {

    private static final String RESOURCE = "/exam/rows.jsonl";

    private ExamRows() {}

    static List<ExamRow> read() {
        try (InputStream in = ExamRows.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            JsonMapper mapper = JsonMapper.shared();
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> row(mapper.readTree(line)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ExamRow row(JsonNode json) {
        List<String> contexts = new ArrayList<>();
        json.get("contexts").forEach(context -> contexts.add(context.asString()));
        return new ExamRow(
                json.get("id").asString(),
                Language.ofWireName(json.get("lang").asString()),
                json.get("kind").asString(),
                json.get("question").asString(),
                json.get("answer").asString(),
                contexts,
                json.get("label").asInt());
    }
}
