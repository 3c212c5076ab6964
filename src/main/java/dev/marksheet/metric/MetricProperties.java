package dev.marksheet.metric;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which metrics there are and how they treat what RAGAS leaves open.
 *
 * @param metrics metrics of a call that names none, by name or alias
 * @param ragasCompatible whether RAGAS's number is given where a score would otherwise be skipped because it would mislead
 */
@ConfigurationProperties("marksheet")
record MetricProperties(
        @DefaultValue({
            "faithfulness",
            "answer_relevancy",
            "context_precision",
            "context_recall",
            "answer_correctness",
            "answer_similarity"
        })
        List<String> metrics,

        @DefaultValue("false") boolean ragasCompatible) {

    MetricProperties {
        metrics = List.copyOf(metrics);
    }
}
