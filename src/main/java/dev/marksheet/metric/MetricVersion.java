package dev.marksheet.metric;

import dev.marksheet.session.JudgeFingerprint;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a metric's score depends on beside the judge, as a short text. */
final class MetricVersion {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private MetricVersion() {}

    /** Such as {@code 1}, {@code 1 {"mode":"recall"}} or {@code computed 1}. */
    static String of(Metric metric, Map<String, Object> parameters, MetricRun run) {
        Description description = metric.description();
        Map<String, Object> settled = metric.settled(parameters);
        boolean computed = !description.usesJudge() && !description.usesEmbeddings();
        return (computed ? JudgeFingerprint.COMPUTED : "")
                + description.version()
                + (settled.isEmpty() ? "" : " " + JSON.writeValueAsString(settled))
                + (run.ragasCompatible() ? " ragas" : "");
    }
}
