package dev.marksheet.judge.llm.prompt;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How tasks are put that are answered by a list of texts. */
final class TextTemplates {

    private TextTemplates() {}

    static PromptTemplate<Reply.StatementList> statements(JudgeTask.Statements task) {
        List<Section> sections = List.of(Section.of("question", task.question()), Section.of("text", task.text()));
        return list("statements", sections, "statements");
    }

    static PromptTemplate<Reply.StatementList> claims(JudgeTask.Claims task) {
        return list("claims", List.of(Section.of("text", task.text())), "claims")
                .with("atomicity", task.atomicity())
                .with("coverage", task.coverage());
    }

    static PromptTemplate<Reply.StatementList> entities(JudgeTask.Entities task) {
        return list("entities", List.of(Section.of("text", task.text())), "entities");
    }

    static PromptTemplate<Reply.StatementList> keyphrases(JudgeTask.Keyphrases task) {
        return list("keyphrases", List.of(Section.of("text", task.text())), "keyphrases");
    }

    static PromptTemplate<Reply.StatementList> keyQuestions(JudgeTask.KeyQuestions task) {
        List<Section> sections =
                List.of(Section.of("text", task.text()), Section.list("keyphrases", "keyphrase", task.keyphrases()));
        return list("key-questions", sections, "questions");
    }

    private static PromptTemplate<Reply.StatementList> list(String prompt, List<Section> sections, String key) {
        return PromptTemplate.of(
                prompt,
                sections,
                ReplySchema.texts(key),
                root -> new Reply.StatementList(ReplyReader.texts(root, key)));
    }

    static PromptTemplate<Reply.Probes> probes(JudgeTask.ProbeQuestions task) {
        return PromptTemplate.of(
                        "probe-questions",
                        List.of(Section.of("answer", task.answer())),
                        ReplySchema.texts("questions", "noncommittal#"),
                        root -> probes(root, task.count()))
                .with("count", task.count());
    }

    /** Fewer questions than asked for will do, as the metric takes their mean; more are left out. */
    private static Reply.Probes probes(JsonNode root, int count) {
        boolean noncommittal = root.has("noncommittal") && ReplyReader.verdict(root, "noncommittal");
        List<Reply.Probe> probes = ReplyReader.texts(root, "questions").stream()
                .limit(count)
                .map(question -> new Reply.Probe(question, noncommittal))
                .toList();
        if (probes.isEmpty()) {
            throw ReplyReader.wrong("wrong.no_questions", root);
        }
        return new Reply.Probes(probes, Reply.ProbeKind.QUESTION);
    }
}
