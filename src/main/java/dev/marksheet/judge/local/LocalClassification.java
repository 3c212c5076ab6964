package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sorts the statements of an answer and its reference by what each covers of the other. */
final class LocalClassification {

    private static final double ENOUGH = 0.5;
    /** A number says as much in words as in digits. */
    private static final double NUMBER_WEIGHT = 0.9;

    private static final double OF_KNOWN = 0.15;

    private final Overlap.Known known;
    private final LocalReasons reasons;
    private final LocalEffort effort;

    private LocalClassification(JudgeTask.Classification task, @Nullable Language words) {
        Language language = LocalLanguage.of(
                task.question(),
                Stream.concat(task.answerStatements().stream(), task.referenceStatements().stream())
                        .toList(),
                List.of());
        this.reasons = LocalReasons.of(language, words);
        this.effort = reasons.effort();
        this.known = new Overlap.Known(task.question());
    }

    static Reply.Classes answer(JudgeTask.Classification task, @Nullable Language words) {
        LocalClassification sorting = new LocalClassification(task, words);
        Passages ofAnswer = sorting.passages(task.answerStatements());
        Passages ofReference = sorting.passages(task.referenceStatements());
        List<Reply.Verdict> answer = sorting.compare(task.answerStatements(), ofReference);
        List<Reply.Verdict> reference = sorting.compare(task.referenceStatements(), ofAnswer);
        double answerHeld = coverage(String.join("\n", task.answerStatements()), ofReference, sorting.known);
        double referenceHeld = coverage(String.join("\n", task.referenceStatements()), ofAnswer, sorting.known);
        return new Reply.Classes(
                answer.stream().filter(Reply.Verdict::verdict).toList(),
                answer.stream().filter(verdict -> !verdict.verdict()).toList(),
                reference.stream().filter(verdict -> !verdict.verdict()).toList(),
                f1(answerHeld, referenceHeld),
                answerHeld,
                referenceHeld);
    }

    /** The harmonic mean of how far each of two texts covers the other, 0..1. */
    static double f1(String text, String other, LocalReasons reasons) {
        LocalEffort effort = reasons.effort();
        Overlap.Known nothing = new Overlap.Known("");
        return f1(
                coverage(text, new Passages(List.of(other), reasons.data(), effort), nothing),
                coverage(other, new Passages(List.of(text), reasons.data(), effort), nothing));
    }

    private Passages passages(List<String> statements) {
        return new Passages(statements, reasons.data(), effort);
    }

    private List<Reply.Verdict> compare(List<String> statements, Passages others) {
        List<Reply.Verdict> verdicts = new ArrayList<>();
        for (String statement : statements) {
            Overlap overlap = Overlap.of(statement, others, known);
            double held = coverage(statement, others, known);
            // A name or number that only one side has is the usual way for a fact to be wrong.
            boolean strange = overlap.novel().stream().anyMatch(word -> word.digits() || word.name());
            boolean matched = !others.isEmpty() && held >= ENOUGH && !strange;
            String reason = others.isEmpty() ? reasons.noPassages() : reasons.covered(overlap, held, matched);
            verdicts.add(new Reply.Verdict(statement, matched, reason, null, 1 - held));
        }
        return verdicts;
    }

    /** The share of a text's words that the other holds; what the question says anyway counts for little. */
    private static double coverage(String text, Passages other, Overlap.Known known) {
        List<Token> words = Tokenizer.of(text);
        List<Token> content = Token.content(words);
        // "No." or 是 is all stop words and yet a whole answer.
        List<Token> telling = content.isEmpty() ? words : content;
        double total = 0;
        double held = 0;
        for (Token word : telling) {
            double weight = (word.number() ? NUMBER_WEIGHT : word.weight()) * (known.holds(word) ? OF_KNOWN : 1);
            total += weight;
            held += other.hold(word) ? weight : 0;
        }
        return total == 0 ? 0 : held / total;
    }

    private static double f1(double precision, double recall) {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}
