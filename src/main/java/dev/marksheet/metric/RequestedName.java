package dev.marksheet.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric's name as a request writes it: the catalogue's own, an alias, or either with parameters as RAGAS's result
 * tables write them, such as {@code rouge_score(mode=fmeasure)}.
 *
 * @param name the catalogue's name, if the request's can be known by it
 * @param parameters what stood in the brackets
 */
record RequestedName(String name, Map<String, Object> parameters) {

    static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("semantic_similarity", "answer_similarity"),
            Map.entry("response_relevancy", "answer_relevancy"),
            Map.entry("llm_context_recall", "context_recall"),
            Map.entry("llm_context_precision_with_reference", "context_precision"),
            Map.entry("context_precision_with_reference", "context_precision"),
            Map.entry("llm_context_precision_without_reference", "context_utilization"),
            Map.entry("context_precision_without_reference", "context_utilization"),
            Map.entry("nv_accuracy", "answer_accuracy"),
            Map.entry("nv_context_relevance", "context_relevance"),
            Map.entry("nv_response_groundedness", "response_groundedness"),
            Map.entry("domain_specific_rubrics", "rubrics_score"));

    private static final Pattern WITH_PARAMETERS = Pattern.compile("([^()=]+)\\((\\w+)=([^()=]*)\\)");

    static RequestedName parse(String written, List<String> catalogue) {
        String text = written.strip();
        Matcher matcher = WITH_PARAMETERS.matcher(text);
        if (catalogue.contains(text) || !matcher.matches()) {
            return new RequestedName(plain(text, catalogue), Map.of());
        }
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(matcher.group(2), matcher.group(3).strip());
        return new RequestedName(plain(matcher.group(1).strip(), catalogue), parameters);
    }

    private static String plain(String name, List<String> catalogue) {
        return catalogue.contains(name) ? name : ALIASES.getOrDefault(name, name);
    }
}
