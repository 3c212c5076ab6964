package dev.marksheet.report.document;

import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The text of {@code metadata.json}: what a run is. */
public final class MetadataDocument {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private MetadataDocument() {}

    /** The document for a session. */
    public static String json(SessionReport report) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("run_id", report.run().value());
        metadata.put("session_id", report.session().value());
        metadata.put("created_at", report.createdAt().toString());
        metadata.put("judge_models", report.judgeModels());
        metadata.put("embedding_models", report.embeddingModels());
        metadata.put("languages", languages(report));
        metadata.put("metrics", report.metricNames());
        return MAPPER.writeValueAsString(metadata) + "\n";
    }

    private static List<String> languages(SessionReport report) {
        return report.languages().keySet().stream().map(Language::wireName).toList();
    }

    /** Whether the document for both is the same, so that it need not be written again. */
    public static boolean sameContent(SessionReport one, SessionReport other) {
        return one.judgeModels().equals(other.judgeModels())
                && one.embeddingModels().equals(other.embeddingModels())
                && languages(one).equals(languages(other))
                && one.metricNames().equals(other.metricNames());
    }
}
