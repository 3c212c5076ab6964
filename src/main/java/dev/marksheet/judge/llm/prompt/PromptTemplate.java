package dev.marksheet.judge.llm.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * How a task is put to a chat model and how its reply is read.
 *
 * @param prompt the name of its prompt files
 * @param settings our own words about this request, outside the fences
 * @param rules what the caller or the configuration orders the judge to do, among the instructions
 * @param sections the text under judgement; a list whose items the reply has to match comes last
 * @param shape the form of the reply
 * @param reader makes the reply of the JSON found; throws {@link UnusableReply}
 * @param temperature 0, but for repeated votes
 */
public record PromptTemplate<R>(
        String prompt,
        Map<String, String> settings,
        List<Section> rules,
        List<Section> sections,
        ReplySchema shape,
        Function<JsonNode, R> reader,
        double temperature) {

    public PromptTemplate {
        rules = List.copyOf(rules);
        sections = sections.stream().filter(s -> !s.isBlank()).toList();
    }

    static <R> PromptTemplate<R> of(
            String prompt, List<Section> sections, ReplySchema shape, Function<JsonNode, R> reader) {
        return new PromptTemplate<>(prompt, Map.of(), List.of(), sections, shape, reader, 0);
    }

    PromptTemplate<R> with(String setting, Object value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(setting, String.valueOf(value));
        return new PromptTemplate<>(prompt, more, rules, sections, shape, reader, temperature);
    }

    PromptTemplate<R> ruledBy(List<Section> newRules) {
        return new PromptTemplate<>(prompt, settings, newRules, sections, shape, reader, temperature);
    }

    PromptTemplate<R> at(double newTemperature) {
        return new PromptTemplate<>(prompt, settings, rules, sections, shape, reader, newTemperature);
    }

    /** All texts under judgement, and those that say how to judge. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        rules.forEach(rule -> texts.addAll(rule.texts()));
        sections.forEach(section -> texts.addAll(section.texts()));
        return texts;
    }
}
