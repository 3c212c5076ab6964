package dev.marksheet.judge;

import dev.marksheet.session.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sorts the statements of an answer and its reference by what each covers of the other. */
final class LocalClassification {

    private static final double ENOUGH = 0.5;

    private final Overlap.Known known;
    private final Language language;
    private final LocalReasons reasons;

    private LocalClassification(JudgeTask.Classification task) {
        this.language = LocalLanguage.of(
                task.question(),
                Stream.concat(task.answerStatements().stream(), task.referenceStatements().stream())
                        .toList(),
                List.of());
        this.reasons = new LocalReasons(language);
        this.known = new Overlap.Known(task.question());
    }

    static Reply.Classes answer(JudgeTask.Classification task) {
        LocalClassification sorting = new LocalClassification(task);
        List<Reply.Verdict> answer = sorting.compare(task.answerStatements(), task.referenceStatements());
        List<Reply.Verdict> reference = sorting.compare(task.referenceStatements(), task.answerStatements());
        return new Reply.Classes(
                answer.stream().filter(Reply.Verdict::verdict).toList(),
                answer.stream().filter(verdict -> !verdict.verdict()).toList(),
                reference.stream().filter(verdict -> !verdict.verdict()).toList(),
                f1(
                        sorting.coverage(task.answerStatements(), task.referenceStatements()),
                        sorting.coverage(task.referenceStatements(), task.answerStatements())));
    }

    /** The harmonic mean of how far each of two texts covers the other, 0..1. */
    static double f1(String text, String other, Language language) {
        return f1(
                coverage(text, new Passages(List.of(other), language)),
                coverage(other, new Passages(List.of(text), language)));
    }

    private List<Reply.Verdict> compare(List<String> statements, List<String> others) {
        Passages passages = new Passages(others, language);
        List<Reply.Verdict> verdicts = new ArrayList<>();
        for (String statement : statements) {
            Overlap overlap = Overlap.of(statement, passages, known);
            // A name or number that only one side has is the usual way for a fact to be wrong.
            boolean strange = overlap.novel().stream().anyMatch(word -> word.digits() || word.name());
            boolean matched = !passages.isEmpty() && overlap.coverage() >= ENOUGH && !strange;
            String reason = passages.isEmpty() ? reasons.noPassages() : reasons.covered(overlap, matched);
            verdicts.add(new Reply.Verdict(statement, matched, reason, null, 1 - overlap.coverage()));
        }
        return verdicts;
    }

    private double coverage(List<String> statements, List<String> others) {
        return coverage(String.join("\n", statements), new Passages(others, language));
    }

    private static double coverage(String text, Passages passages) {
        List<Word> words = Words.of(text);
        List<Word> content = Word.content(words);
        // "No." or 是 is all stop words and yet a whole answer.
        List<Word> telling = content.isEmpty() ? words : content;
        double total = Overlap.weight(telling);
        double held = Overlap.weight(telling.stream().filter(passages::hold).toList());
        return total == 0 ? 0 : held / total;
    }

    private static double f1(double precision, double recall) {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
