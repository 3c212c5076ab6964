package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.text.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rates by shared words, cut into the levels of the rating's scale. Both of its judges give the same rating. */
final class LocalRating {

    private LocalRating() {}

    static Reply.Number answer(JudgeTask.Rating task, @Nullable Language words) {
        Language language = LocalLanguage.of(task.question(), List.of(task.text(), task.reference()), List.of());
        LocalReasons reasons = LocalReasons.of(language, words);
        double share;
        int score;
        if (task.kind() == JudgeTask.RatingKind.ACCURACY) {
            share = LocalClassification.f1(task.text(), task.reference(), reasons);
            score = 2 * level(share, 0.35, 0.75);
        } else if (task.kind() == JudgeTask.RatingKind.RELEVANCE) {
            share = relevance(task, reasons);
            score = level(share, 0.35, 0.7);
        } else {
            share = groundedness(task, language);
            score = level(share, 0.25, 0.5);
        }
        return new Reply.Number(score, reasons.rating(share));
    }

    private static int level(double share, double some, double full) {
        return share >= full ? 2 : share >= some ? 1 : 0;
    }

    private static double relevance(JudgeTask.Rating task, LocalReasons reasons) {
        List<Token> asked = Token.content(Tokenizer.of(task.question().isBlank() ? task.reference() : task.question()));
        Passages passages = new Passages(List.of(task.text()), reasons.data(), reasons.effort());
        return passages.isEmpty() ? 0 : passages.best(asked).coverage();
    }

    private static double groundedness(JudgeTask.Rating task, Language language) {
        List<String> statements = SentenceSplitter.of(task.text(), language).stream()
                .map(Sentence::text)
                .toList();
        Double score = LocalSupport.answer(
                        new JudgeTask.Support(task.question(), statements, List.of(task.reference())), language)
                .calibrated();
        return score == null ? 0 : score;
    }
}
