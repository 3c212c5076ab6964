package dev.marksheet.judge;

import dev.marksheet.session.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the statements of an answer against passages by {@link FaithfulnessRisk}. */
final class LocalSupport {

    private final Language language;
    private final LocalReasons reasons;
    private final Passages passages;
    private final Overlap.Known known;

    /** A statement with what was found of it. */
    private record Weighed(
            String statement, Overlap overlap, boolean refusal, boolean bare, boolean shortAnswer, double risk) {}

    private LocalSupport(JudgeTask.Support task) {
        this.language = LocalLanguage.of(task.question(), task.statements(), task.passages());
        this.reasons = new LocalReasons(language);
        this.passages = new Passages(task.passages(), language);
        this.known = new Overlap.Known(task.question());
    }

    static Reply.Verdicts answer(JudgeTask.Support task) {
        LocalSupport support = new LocalSupport(task);
        boolean alone = task.statements().size() == 1;
        List<Weighed> weighed = task.statements().stream()
                .map(statement -> support.weigh(statement, alone))
                .toList();
        return new Reply.Verdicts(weighed.stream().map(support::verdict).toList(), support.score(weighed));
    }

    private Weighed weigh(String statement, boolean alone) {
        Overlap overlap = Overlap.of(statement, passages, known);
        boolean refusal = Refusal.reportsMissing(statement);
        boolean bare = alone && !passages.isEmpty() && FaithfulnessRisk.isBare(statement);
        boolean shortAnswer = alone && FaithfulnessRisk.isShortAnswer(overlap, refusal, language);
        return new Weighed(statement, overlap, refusal, bare, shortAnswer, risk(overlap, refusal, bare, shortAnswer));
    }

    private double risk(Overlap overlap, boolean refusal, boolean bare, boolean shortAnswer) {
        if (bare) {
            return FaithfulnessRisk.OF_BARE_ANSWER;
        }
        return shortAnswer
                ? FaithfulnessRisk.ofShortAnswer(overlap, language)
                : FaithfulnessRisk.of(overlap, refusal, language);
    }

    private @Nullable Double score(List<Weighed> weighed) {
        if (weighed.isEmpty()) {
            return null;
        }
        Weighed first = weighed.get(0);
        List<Double> risks = weighed.stream().map(Weighed::risk).toList();
        return first.shortAnswer ? Double.valueOf(1 - first.risk) : FaithfulnessRisk.score(risks, language);
    }

    private Reply.Verdict verdict(Weighed weighed) {
        boolean supported = !FaithfulnessRisk.isUnsupported(weighed.risk, weighed.shortAnswer, language);
        String reason = reason(weighed, supported);
        return new Reply.Verdict(
                weighed.statement, supported, reason, weighed.overlap.best().quote(), weighed.risk);
    }

    private String reason(Weighed weighed, boolean supported) {
        if (passages.isEmpty()) {
            return reasons.noPassages();
        }
        return weighed.bare ? reasons.bare() : reasons.support(weighed.overlap, supported, weighed.refusal);
    }
}
