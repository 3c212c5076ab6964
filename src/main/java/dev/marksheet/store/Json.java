package dev.marksheet.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.Usage;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Injection;
import dev.marksheet.statistics.Histogram;
import dev.marksheet.statistics.Trend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON in the database's columns. It is the store's own: the API's shape may change without it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // Values of an earlier version lack the members that came later.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final TypeReference<Map<String, StoredScore>> SCORES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Usage>> USAGE = new TypeReference<>() {};
    private static final TypeReference<Map<String, Evidence>> EVIDENCE = new TypeReference<>() {};
    private static final TypeReference<List<Injection>> INJECTIONS = new TypeReference<>() {};
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    private static final TypeReference<LinkedHashMap<String, String>> PAIRS = new TypeReference<>() {};
    private static final TypeReference<List<Integer>> INTEGERS = new TypeReference<>() {};

    private static final TypeReference<List<AdviceVersion.Finding>> FINDINGS = new TypeReference<>() {};

    record StoredScore(
            String outcome,
            @Nullable Double value,
            @Nullable String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> missing) {}

    private Json() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static String writeScores(CallResult result) {
        Map<String, StoredScore> stored = new LinkedHashMap<>();
        result.scores().forEach((metric, score) -> stored.put(metric, stored(score)));
        return MAPPER.writeValueAsString(stored);
    }

    static String writeEvidence(CallResult result) {
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        result.scores().forEach((metric, score) -> {
            if (!score.evidence().equals(Evidence.NONE)) {
                evidence.put(metric, score.evidence());
            }
        });
        return MAPPER.writeValueAsString(evidence);
    }

    private static StoredScore stored(Score score) {
        if (score instanceof Score.Scored s) {
            return new StoredScore(s.outcome(), s.value(), null, null);
        }
        if (score instanceof Score.Skipped s) {
            return new StoredScore(s.outcome(), null, s.reason(), s.missing().isEmpty() ? null : s.missing());
        }
        return new StoredScore(score.outcome(), null, ((Score.Failed) score).reason(), null);
    }

    static Map<String, Score> readScores(@Nullable String json, Map<String, Evidence> evidence) {
        Map<String, Score> scores = new LinkedHashMap<>();
        if (json != null) {
            MAPPER.readValue(json, SCORES)
                    .forEach((metric, s) -> scores.put(metric, score(s, evidence.getOrDefault(metric, Evidence.NONE))));
        }
        return scores;
    }

    private static Score score(StoredScore stored, Evidence evidence) {
        if (stored.value() != null) {
            return new Score.Scored(stored.value(), evidence);
        }
        String reason = stored.reason() == null ? "" : stored.reason();
        return stored.outcome().equals("skipped")
                ? new Score.Skipped(reason, stored.missing() == null ? List.of() : stored.missing(), evidence)
                : new Score.Failed(reason, evidence);
    }

    static Map<String, Evidence> readEvidence(String json) {
        return MAPPER.readValue(json, EVIDENCE);
    }

    static Map<String, Usage> readUsage(@Nullable String json) {
        return json == null ? Map.of() : MAPPER.readValue(json, USAGE);
    }

    public static Usage readSum(String json) {
        return MAPPER.readValue(json, Usage.class);
    }

    static RequestSummary readSummary(String json) {
        return MAPPER.readValue(json, RequestSummary.class);
    }

    static ScoreRequest readRequest(String json) {
        return MAPPER.readValue(json, ScoreRequest.class);
    }

    static RescoreOrder.Changes readChanges(String json) {
        return MAPPER.readValue(json, RescoreOrder.Changes.class);
    }

    static RescoreOrder.Selection readSelection(String json) {
        return MAPPER.readValue(json, RescoreOrder.Selection.class);
    }

    static JudgeFingerprint.Parts readParts(String json) {
        return MAPPER.readValue(json, JudgeFingerprint.Parts.class);
    }

    /** Null when there are none, as there seldom are. */
    static @Nullable String writeInjections(CallResult result) {
        return result.injections().isEmpty() ? null : MAPPER.writeValueAsString(result.injections());
    }

    static List<Injection> readInjections(@Nullable String json) {
        return json == null ? List.of() : MAPPER.readValue(json, INJECTIONS);
    }

    static DatasetFeed readFeed(String json) {
        return MAPPER.readValue(json, DatasetFeed.class);
    }

    static DatasetVersion.Details readDetails(String json) {
        return MAPPER.readValue(json, DatasetVersion.Details.class);
    }

    static ExamResult readExam(String json) {
        return MAPPER.readValue(json, ExamResult.class);
    }

    public static List<String> readStrings(String json) {
        return MAPPER.readValue(json, STRINGS);
    }

    /** Pairs in the order in which they were written. */
    static Map<String, String> readPairs(String json) {
        return MAPPER.readValue(json, PAIRS);
    }

    static GateSettings readGate(String json) {
        return MAPPER.readValue(json, GateSettings.class);
    }

    static List<Integer> readIntegers(String json) {
        return MAPPER.readValue(json, INTEGERS);
    }

    static Histogram readHistogram(@Nullable String json) {
        return json == null ? Histogram.EMPTY : MAPPER.readValue(json, Histogram.class);
    }

    public static List<AdviceVersion.Finding> readFindings(String json) {
        return MAPPER.readValue(json, FINDINGS);
    }

    static Trend readTrend(@Nullable String json) {
        return json == null ? Trend.EMPTY : MAPPER.readValue(json, Trend.class);
    }
}
