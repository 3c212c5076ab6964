package dev.marksheet.webhook;

import dev.marksheet.gate.BaselineResult;
import dev.marksheet.gate.CriterionResult;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateText;
import dev.marksheet.gate.GateWords;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** What is told of a gate that has turned. Pure. */
final class GateNews {

    private GateNews() {}

    static Map<String, ?> of(GateResult result) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("session_id", result.session().value());
        data.put("run_id", result.run().value());
        data.put("verdict", result.verdict().name());
        List<Map<String, Object>> criteria = new ArrayList<>();
        result.criteria().forEach(criterion -> criteria.add(criterion(criterion)));
        data.put("criteria", criteria);
        Map<String, String> reason = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            reason.put(language.wireName(), reason(result, GateWords.in(language)));
        }
        data.put("reason", reason);
        return data;
    }

    private static Map<String, Object> criterion(CriterionResult result) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("metric", result.metric());
        told.put("threshold", result.threshold());
        told.put("verdict", result.verdict().name());
        told.put("mean", result.mean());
        return told;
    }

    /** Those that made the verdict, with their means. */
    private static String reason(GateResult result, GateWords words) {
        StringJoiner reasons = new StringJoiner(words.text("and"));
        result.criteria().stream()
                .filter(criterion -> criterion.verdict() == result.verdict())
                .forEach(criterion -> reasons.add(criterion.metric() + " " + GateText.mean(criterion)));
        BaselineResult baseline = result.baseline();
        if (baseline != null) {
            baseline.metrics().stream()
                    .filter(metric -> metric.verdict() == result.verdict())
                    .forEach(metric ->
                            reasons.add(metric.metric() + " " + GateText.difference(metric, baseline, words)));
        }
        return reasons.toString();
    }
}
