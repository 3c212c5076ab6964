package dev.marksheet.session.dataset;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to score the rows of a dataset's version that have an answer: what their calls have in common.
 *
 * @param language null to follow each row's own
 */
public record DatasetFeed(
        SessionId session,
        String dataset,
        int version,
        List<String> metrics,
        Map<String, Map<String, Object>> metricParams,
        String judgeModel,
        String embeddingModel,
        @Nullable Language language) {

    public DatasetFeed {
        metrics = List.copyOf(metrics);
        metricParams = Map.copyOf(metricParams);
    }

    public RunId run() {
        return RunId.of(session);
    }

    /** How calls name the version: {@code name@3}. */
    public String reference() {
        return dataset + "@" + version;
    }
}
