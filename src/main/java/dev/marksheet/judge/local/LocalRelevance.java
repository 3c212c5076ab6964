package dev.marksheet.judge.local;

import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.Vectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a passage is useful: by the reference where there is one with words to look for, else by a guess from
 * question and passage alone, with low confidence.
 */
final class LocalRelevance {

    private final Embedder embedder;

    LocalRelevance(Embedder embedder) {
        this.embedder = embedder;
    }

    Reply.Verdicts usefulness(JudgeTask.UsefulnessOfAll task, @Nullable Language words) {
        return new Reply.Verdicts(
                task.passages().stream()
                        .map(passage -> new JudgeTask.Usefulness(task.question(), passage, task.reference()))
                        .map(each -> usefulness(each, words))
                        .toList(),
                null);
    }

    Reply.Verdict usefulness(JudgeTask.Usefulness task, @Nullable Language words) {
        return LocalReference.isTelling(task.reference())
                ? LocalReference.usefulness(task, words)
                : guess(task, LocalReasons.of(Language.of(List.of(task.question(), task.passage())), words));
    }

    private Reply.Verdict guess(JudgeTask.Usefulness task, LocalReasons reasons) {
        Language language = reasons.data();
        Passages passages = new Passages(List.of(task.passage()), language, reasons.effort());
        if (passages.isEmpty()) {
            return new Reply.Verdict(task.passage(), false, reasons.noPassages(), null, 1.0);
        }
        Passages.Best best = passages.best(Token.content(Tokenizer.of(task.question())));
        double cosine =
                cosine(embedder.embed(List.of(task.question(), task.passage())).reply());
        double probability = probability(cosine, best.coverage(), language);
        String reason = reasons.similarity(cosine, probability);
        return new Reply.Verdict(
                task.passage(),
                probability >= 0.5,
                reason,
                best.quote(),
                1 - probability,
                List.of(Reply.Verdict.LOW_CONFIDENCE));
    }

    /**
     * Logistic weights. The Chinese ones were fitted on labelled passages (balanced accuracy 0.76 in five-fold
     * cross-validation by question, 50 questions); the English ones were set by hand.
     */
    private static double probability(double cosine, double coverage, Language language) {
        double x = language == Language.ZH ? 10.25 * cosine + 4.06 * coverage - 10.01 : 10 * cosine + 3 * coverage - 6;
        return 1 / (1 + Math.exp(-x));
    }

    /** 0 for a text that has no direction. */
    private static double cosine(List<double[]> vectors) {
        double cosine = Vectors.cosine(vectors.get(0), vectors.get(1));
        return Double.isNaN(cosine) ? 0 : cosine;
    }
}
