package dev.marksheet.judge;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** How tasks are put that are answered by a list of texts. */
final class TextForms {

    private TextForms() {}

    static TaskForm<Reply.StatementList> statements(JudgeTask.Statements task) {
        List<Section> sections = List.of(Section.of("question", task.question()), Section.of("text", task.text()));
        return list("statements", sections, "statements");
    }

    static TaskForm<Reply.StatementList> claims(JudgeTask.Claims task) {
        return list("claims", List.of(Section.of("text", task.text())), "claims")
                .with("atomicity", task.atomicity())
                .with("coverage", task.coverage());
    }

    static TaskForm<Reply.StatementList> entities(JudgeTask.Entities task) {
        return list("entities", List.of(Section.of("text", task.text())), "entities");
    }

    static TaskForm<Reply.StatementList> keyphrases(JudgeTask.Keyphrases task) {
        return list("keyphrases", List.of(Section.of("text", task.text())), "keyphrases");
    }

    static TaskForm<Reply.StatementList> keyQuestions(JudgeTask.KeyQuestions task) {
        List<Section> sections =
                List.of(Section.of("text", task.text()), Section.list("keyphrases", "keyphrase", task.keyphrases()));
        return list("key-questions", sections, "questions");
    }

    private static TaskForm<Reply.StatementList> list(String prompt, List<Section> sections, String key) {
        return TaskForm.of(
                prompt, sections, ReplyShape.texts(key), root -> new Reply.StatementList(ReplyFields.texts(root, key)));
    }

    static TaskForm<Reply.Probes> probes(JudgeTask.ProbeQuestions task) {
        return TaskForm.of(
                        "probe-questions",
                        List.of(Section.of("answer", task.answer())),
                        ReplyShape.texts("questions", "noncommittal#"),
                        root -> probes(root, task.count()))
                .with("count", task.count());
    }

    /** Fewer questions than asked for will do, as the metric takes their mean; more are left out. */
    private static Reply.Probes probes(JsonNode root, int count) {
        boolean noncommittal = root.has("noncommittal") && ReplyFields.verdict(root, "noncommittal");
        List<Reply.Probe> probes = ReplyFields.texts(root, "questions").stream()
                .limit(count)
                .map(question -> new Reply.Probe(question, noncommittal))
                .toList();
        if (probes.isEmpty()) {
            throw ReplyFields.wrong("wrong.no_questions", root);
        }
        return new Reply.Probes(probes, Reply.ProbeKind.QUESTION);
    }
}
