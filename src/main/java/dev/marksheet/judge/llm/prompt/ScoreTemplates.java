package dev.marksheet.judge.llm.prompt;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How tasks are put that are answered by a number or by prose. */
final class ScoreTemplates {

    private static final double VARIED = 0.7;

    private ScoreTemplates() {}

    /** The scale is for the metric to check: it asks anew with another attempt. */
    static PromptTemplate<Reply.Number> rating(JudgeTask.Rating task) {
        String kind = task.kind().name().toLowerCase(Locale.ROOT);
        PromptTemplate<Reply.Number> form = PromptTemplate.of(
                "rating-" + kind + "-" + (task.judge() == 1 ? 1 : 2),
                ratingSections(task),
                ReplySchema.of("reason", "rating#"),
                root -> new Reply.Number(ReplyReader.number(root, "rating"), ReplyReader.text(root, "reason")));
        return task.attempt() > 1 ? form.with("attempt", task.attempt()) : form;
    }

    private static List<Section> ratingSections(JudgeTask.Rating task) {
        if (task.kind() == JudgeTask.RatingKind.ACCURACY && task.judge() == 2) {
            // Neither is named as the right one: this judge sees them in exchanged roles.
            return List.of(
                    Section.of("question", task.question()),
                    Section.of("text A", task.reference()),
                    Section.of("text B", task.text()));
        }
        String text = task.kind() == JudgeTask.RatingKind.RELEVANCE ? "contexts" : "answer";
        String reference = task.kind() == JudgeTask.RatingKind.GROUNDEDNESS ? "contexts" : "reference";
        return List.of(
                Section.of("question", task.question()),
                Section.of(reference, task.reference()),
                Section.of(text, task.text()));
    }

    static PromptTemplate<Reply.Number> criterion(JudgeTask.Criterion task) {
        List<Section> rules = new ArrayList<>();
        rules.add(Section.of("criterion", task.definition()));
        new TreeMap<>(task.levels()).forEach((level, text) -> rules.add(Section.of("level " + level, text)));
        List<Section> sections = new ArrayList<>();
        new TreeMap<>(task.fields()).forEach((field, text) -> sections.add(Section.of(field, text)));
        PromptTemplate<Reply.Number> form = PromptTemplate.of(
                "criterion", sections, ReplySchema.of("reason", "score#"), root -> criterionScore(task, root));
        String language = task.language();
        PromptTemplate<Reply.Number> asked = language == null ? form : form.with("language", language);
        return asked.ruledBy(rules).with("scores", scale(task)).at(task.vote() > 1 ? VARIED : 0);
    }

    private static String scale(JudgeTask.Criterion task) {
        if (hasGaps(task)) {
            return new TreeMap<>(task.levels())
                    .keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (task.min() == null && task.max() == null) {
            return "any whole number";
        }
        return (task.min() == null ? "…" : task.min()) + " to " + (task.max() == null ? "…" : task.max());
    }

    private static Reply.Number criterionScore(JudgeTask.Criterion task, JsonNode root) {
        boolean yesNo =
                Integer.valueOf(0).equals(task.min()) && Integer.valueOf(1).equals(task.max());
        int score = yesNo ? (ReplyReader.verdict(root, "score") ? 1 : 0) : ReplyReader.number(root, "score");
        boolean tooLow = task.min() != null && score < task.min();
        boolean tooHigh = task.max() != null && score > task.max();
        if (tooLow || tooHigh || hasGaps(task) && !task.levels().containsKey(score)) {
            throw ReplyReader.wrong("wrong.score", root, score, scale(task));
        }
        return new Reply.Number(score, ReplyReader.text(root, "reason"));
    }

    /** Whether the rubric leaves out numbers between its levels, which are then no scores. */
    private static boolean hasGaps(JudgeTask.Criterion task) {
        return !task.levels().isEmpty()
                && Collections.max(task.levels().keySet())
                                - Collections.min(task.levels().keySet())
                        >= task.levels().size();
    }

    static PromptTemplate<Reply.Prose> advice(JudgeTask.Advice task) {
        return PromptTemplate.of(
                        "advice",
                        List.of(Section.of("figures", task.figures()), worstCalls(task.worst())),
                        ReplySchema.prose("markdown"),
                        root -> new Reply.Prose(ReplyReader.prose(root, "markdown")))
                .with("language", task.language());
    }

    /** Nothing where no call is bad. */
    private static Section worstCalls(List<JudgeTask.Advice.WorstCall> worst) {
        List<String> texts = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (JudgeTask.Advice.WorstCall call : worst) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("call", call.call());
            row.put("question", call.question());
            row.put("answer", call.answer());
            row.put("scores", call.scores());
            row.put("why", call.why());
            rows.add(row);
            texts.add(call.question());
            texts.add(call.answer());
            texts.addAll(call.why());
        }
        return rows.isEmpty() ? Section.of("worst calls", "") : Section.rows("worst calls", texts, rows);
    }
}
