package dev.marksheet.judge.llm.prompt;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.evidence.Quote;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How tasks are put that are answered by yes or no, with a reason and a quote. */
final class VerdictTemplates {

    /** Less of a text in its sentences, and one was left out. */
    private static final double LEAST_COVERED = 0.8;

    private static final String LABEL = "verdict|supported|contradicted|not_mentioned";

    private VerdictTemplates() {}

    static PromptTemplate<Reply.Verdicts> support(JudgeTask.Support task) {
        List<Section> sections = new ArrayList<>(Section.passages(task.passages()));
        sections.add(0, Section.of("question", task.question()));
        sections.add(Section.list("statements", "statement", task.statements()));
        ReplySchema shape = ReplySchema.listOf("verdicts", "number#", "reason", "quote", "passage#", LABEL);
        return PromptTemplate.of("support", sections, shape, root -> {
            List<Reply.Verdict> verdicts = new ArrayList<>();
            for (JsonNode item :
                    ReplyReader.matching(root, "verdicts", task.statements().size())) {
                verdicts.add(labelled(task.statements().get(verdicts.size()), item, task.passages()));
            }
            return new Reply.Verdicts(verdicts, null);
        });
    }

    static PromptTemplate<Reply.Verdicts> onePassSupport(JudgeTask.OnePassSupport task) {
        List<Section> sections = new ArrayList<>(Section.passages(task.passages()));
        sections.add(0, Section.of("question", task.question()));
        sections.add(Section.of("answer", task.answer()));
        ReplySchema shape = ReplySchema.listOf("statements", "statement", "reason", "quote", "passage#", LABEL);
        return PromptTemplate.of("one-pass-support", sections, shape, root -> {
            List<Reply.Verdict> verdicts = new ArrayList<>();
            for (JsonNode item : ReplyReader.list(root, "statements")) {
                String statement = ReplyReader.text(item, "statement");
                if (statement.isEmpty()) {
                    throw ReplyReader.wrong("wrong.item", root);
                }
                verdicts.add(labelled(statement, item, task.passages()));
            }
            return new Reply.Verdicts(verdicts, null);
        });
    }

    static PromptTemplate<Reply.Verdict> usefulness(JudgeTask.Usefulness task) {
        List<Section> sections = List.of(
                Section.of("question", task.question()),
                Section.of("answer", task.reference()),
                Section.of("passage 1", task.passage()));
        return PromptTemplate.of(
                "usefulness",
                sections,
                ReplySchema.of("reason", "quote", "verdict#"),
                root -> verdict(task.passage(), root, List.of(task.passage())));
    }

    /** A blank passage is not shown, and useless. */
    static PromptTemplate<Reply.Verdicts> usefulnessOfAll(JudgeTask.UsefulnessOfAll task) {
        List<String> shown =
                task.passages().stream().filter(passage -> !passage.isBlank()).toList();
        List<Section> sections = new ArrayList<>(
                List.of(Section.of("question", task.question()), Section.of("answer", task.reference())));
        sections.addAll(Section.passages(shown));
        ReplySchema shape = ReplySchema.listOf("verdicts", "number#", "reason", "quote", "verdict#");
        return PromptTemplate.of("usefulness-of-all", sections, shape, root -> {
                    Iterator<JsonNode> items =
                            ReplyReader.matching(root, "verdicts", shown.size()).iterator();
                    List<Reply.Verdict> verdicts = new ArrayList<>();
                    for (String passage : task.passages()) {
                        verdicts.add(
                                passage.isBlank()
                                        ? new Reply.Verdict(passage, false, "", null, null)
                                        : verdict(passage, items.next(), List.of(passage)));
                    }
                    return new Reply.Verdicts(verdicts, null);
                })
                .with("passages", shown.size());
    }

    static PromptTemplate<Reply.Verdicts> attribution(JudgeTask.Attribution task) {
        List<Section> sections = new ArrayList<>(Section.passages(task.passages()));
        sections.add(0, Section.of("question", task.question()));
        sections.add(Section.of("reference", task.reference()));
        ReplySchema shape = ReplySchema.listOf("sentences", "sentence", "reason", "quote", "passage#", "verdict#");
        return PromptTemplate.of("attribution", sections, shape, root -> {
            List<Reply.Verdict> verdicts = new ArrayList<>();
            for (JsonNode item : ReplyReader.list(root, "sentences")) {
                verdicts.add(verdict(ReplyReader.text(item, "sentence"), item, task.passages()));
            }
            if (verdicts.isEmpty()) {
                throw ReplyReader.wrong("wrong.no_sentences", root);
            }
            if (leavesOut(sentences(root), task.reference())) {
                throw ReplyReader.wrong("wrong.left_out", root);
            }
            return new Reply.Verdicts(verdicts, null);
        });
    }

    /** Of sentences that are no copies, as where a model translates them, nothing can be told. */
    private static boolean leavesOut(List<String> sentences, String reference) {
        boolean copies = Coverage.of(String.join(" ", sentences), List.of(reference)) >= LEAST_COVERED;
        return copies && Coverage.of(reference, sentences) < LEAST_COVERED;
    }

    /** Whole, however long they are. */
    private static List<String> sentences(JsonNode root) {
        return ReplyReader.list(root, "sentences").stream()
                .map(item -> item.path("sentence").asString(""))
                .toList();
    }

    static PromptTemplate<Reply.Classes> classification(JudgeTask.Classification task) {
        List<String> statements = new ArrayList<>(task.answerStatements());
        statements.addAll(task.referenceStatements());
        int answers = task.answerStatements().size();
        List<Section> sections = List.of(
                Section.of("question", task.question()),
                Section.rows("statements", statements, sided(statements, answers)));
        ReplySchema shape = ReplySchema.listOf("verdicts", "number#", "reason", "verdict#");
        return PromptTemplate.of("classification", sections, shape, root -> {
            List<Reply.Verdict> verdicts = new ArrayList<>();
            for (JsonNode item : ReplyReader.matching(root, "verdicts", statements.size())) {
                verdicts.add(verdict(statements.get(verdicts.size()), item, List.of()));
            }
            return classes(verdicts.subList(0, answers), verdicts.subList(answers, verdicts.size()));
        });
    }

    /** Both lists as one, so that the reply is one list too and nothing can be left out unnoticed. */
    private static List<Map<String, Object>> sided(List<String> statements, int answers) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String statement : statements) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("number", rows.size() + 1);
            row.put("side", rows.size() < answers ? "answer" : "reference");
            row.put("statement", statement);
            rows.add(row);
        }
        return rows;
    }

    private static Reply.Classes classes(List<Reply.Verdict> answer, List<Reply.Verdict> reference) {
        return new Reply.Classes(
                answer.stream().filter(Reply.Verdict::verdict).toList(),
                answer.stream().filter(v -> !v.verdict()).toList(),
                reference.stream().filter(v -> !v.verdict()).toList(),
                null);
    }

    static PromptTemplate<Reply.StatementList> keyAnswers(JudgeTask.KeyAnswers task) {
        List<Section> sections =
                List.of(Section.of("summary", task.summary()), Section.list("questions", "question", task.questions()));
        return PromptTemplate.of(
                "key-answers", sections, ReplySchema.listOf("answers", "number#", "verdict#"), root -> {
                    List<String> answers = new ArrayList<>();
                    for (JsonNode item : ReplyReader.matching(
                            root, "answers", task.questions().size())) {
                        answers.add(ReplyReader.verdict(item, "verdict") ? "1" : "0");
                    }
                    return new Reply.StatementList(answers);
                });
    }

    private static Reply.Verdict verdict(String statement, JsonNode item, List<String> passages) {
        boolean verdict = ReplyReader.verdict(item, "verdict");
        return new Reply.Verdict(statement, verdict, ReplyReader.text(item, "reason"), quote(item, passages), null);
    }

    private static Reply.Verdict labelled(String statement, JsonNode item, List<String> passages) {
        VerdictLabel label = ReplyReader.label(item, "verdict");
        return verdict(statement, item, passages).labelled(label);
    }

    private static @Nullable Quote quote(JsonNode item, List<String> passages) {
        return Quotes.find(passages, ReplyReader.text(item, "quote"), ReplyReader.numberOr(item, "passage", 0));
    }
}
