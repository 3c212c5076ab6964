package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks for the sentences of a reference answer in passages: context recall and, with a reference, precision. */
final class LocalReference {

    private static final double ENOUGH = 0.5;

    private LocalReference() {}

    /** Whether a reference holds words that can be looked for; a bare yes or no does not. */
    static boolean isTelling(String reference) {
        return !FaithfulnessRisk.isBare(reference)
                && !Token.content(Tokenizer.of(reference)).isEmpty();
    }

    static Reply.Verdicts attribution(JudgeTask.Attribution task, @Nullable Language words) {
        Language language = LocalLanguage.of(task.question(), List.of(task.reference()), task.passages());
        LocalReasons reasons = LocalReasons.of(language, words);
        Passages passages = new Passages(task.passages(), language, reasons.effort());
        List<Reply.Verdict> verdicts = new ArrayList<>();
        double sum = 0;
        for (Sentence segment : SentenceSplitter.of(task.reference(), language)) {
            Reply.Verdict verdict = attribute(segment.text(), task.question(), passages, reasons);
            verdicts.add(verdict);
            sum += 1 - Objects.requireNonNull(verdict.risk());
        }
        return new Reply.Verdicts(verdicts, verdicts.isEmpty() ? null : Double.valueOf(sum / verdicts.size()));
    }

    /** What a sentence without telling words affirms or denies is what the question asks. */
    private static Reply.Verdict attribute(String sentence, String question, Passages passages, LocalReasons reasons) {
        if (passages.isEmpty()) {
            return new Reply.Verdict(sentence, false, reasons.noPassages(), null, 1.0);
        }
        boolean telling = isTelling(sentence);
        Overlap overlap = Overlap.of(telling ? sentence : question, passages, new Overlap.Known(""));
        double match = overlap.content().isEmpty() ? 0 : overlap.match();
        String reason = telling ? reasons.match(match) : reasons.matchOfQuestion(match);
        List<String> troubles = telling ? List.of() : List.of(Reply.Verdict.LOW_CONFIDENCE);
        return new Reply.Verdict(
                sentence, match >= ENOUGH, reason, overlap.best().quote(), 1 - match, troubles);
    }

    /** Whether the passage holds half of a reference that is not blank. */
    static Reply.Verdict usefulness(JudgeTask.Usefulness task, @Nullable Language words) {
        Reply.Verdicts attribution = attribution(
                new JudgeTask.Attribution(task.question(), task.reference(), List.of(task.passage())), words);
        Double match = attribution.calibrated();
        double share = match == null ? 0 : match;
        LocalReasons reasons = LocalReasons.of(
                LocalLanguage.of(task.question(), List.of(task.reference()), List.of(task.passage())), words);
        return new Reply.Verdict(
                task.passage(),
                share >= ENOUGH,
                task.passage().isBlank() ? reasons.noPassages() : reasons.match(share),
                bestQuote(attribution),
                1 - share);
    }

    private static @Nullable Quote bestQuote(Reply.Verdicts attribution) {
        return attribution.verdicts().stream()
                .min(Comparator.comparing(verdict -> Objects.requireNonNull(verdict.risk())))
                .map(Reply.Verdict::quote)
                .orElse(null);
    }
}
