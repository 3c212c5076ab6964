package dev.marksheet.judge;

import dev.marksheet.session.Language;
import dev.marksheet.session.Quote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks for the sentences of a reference answer in passages: context recall and, with a reference, precision. */
final class LocalReference {

    private static final double ENOUGH = 0.5;

    private LocalReference() {}

    static Reply.Verdicts attribution(JudgeTask.Attribution task) {
        Language language = LocalLanguage.of(task.question(), List.of(task.reference()), task.passages());
        LocalReasons reasons = new LocalReasons(language);
        Passages passages = new Passages(task.passages(), language);
        List<Reply.Verdict> verdicts = new ArrayList<>();
        double sum = 0;
        for (String sentence : sentences(task.reference(), language)) {
            Overlap overlap = Overlap.of(sentence, passages, new Overlap.Known(""));
            double match = passages.isEmpty() ? 0 : overlap.match();
            String reason = passages.isEmpty() ? reasons.noPassages() : reasons.match(match);
            verdicts.add(new Reply.Verdict(
                    sentence, match >= ENOUGH, reason, overlap.best().quote(), 1 - match));
            sum += match;
        }
        return new Reply.Verdicts(verdicts, verdicts.isEmpty() ? null : Double.valueOf(sum / verdicts.size()));
    }

    /** Whether the passage holds half of a reference that is not blank. */
    static Reply.Verdict usefulness(JudgeTask.Usefulness task) {
        Reply.Verdicts attribution =
                attribution(new JudgeTask.Attribution(task.question(), task.reference(), List.of(task.passage())));
        Double match = attribution.calibrated();
        double share = match == null ? 0 : match;
        LocalReasons reasons =
                new LocalReasons(LocalLanguage.of(task.question(), List.of(task.reference()), List.of(task.passage())));
        return new Reply.Verdict(
                task.passage(),
                share >= ENOUGH,
                task.passage().isBlank() ? reasons.noPassages() : reasons.match(share),
                bestQuote(attribution),
                1 - share);
    }

    private static List<String> sentences(String text, Language language) {
        return Segmentation.of(text, language).stream().map(Segment::text).toList();
    }

    private static @Nullable Quote bestQuote(Reply.Verdicts attribution) {
        return attribution.verdicts().stream()
                .min(Comparator.comparing(verdict -> Objects.requireNonNull(verdict.risk())))
                .map(Reply.Verdict::quote)
                .orElse(null);
    }
}
