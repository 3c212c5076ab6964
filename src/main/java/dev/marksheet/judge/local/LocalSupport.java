package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.text.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the statements of an answer against passages by {@link FaithfulnessRisk} and {@link Contradictions}. */
final class LocalSupport {

    /** Evidence in one place covers this much less than all passages do: it has to be put together. */
    private static final double SCATTERED = 0.3;

    private static final double APART = 0.5;

    private final Language language;
    private final LocalReasons reasons;
    private final Passages passages;
    private final Overlap.Known known;

    /** A statement with what was found of it. */
    private record Weighed(
            String statement,
            Overlap overlap,
            boolean refusal,
            boolean bare,
            Set<Trouble> contradictions,
            Set<Trouble> troubles,
            double risk) {}

    private LocalSupport(JudgeTask.Support task, @Nullable Language words) {
        this.language = LocalLanguage.of(task.question(), task.statements(), task.passages());
        this.reasons = LocalReasons.of(language, words);
        this.passages = new Passages(task.passages(), language, reasons.effort());
        this.known = new Overlap.Known(task.question());
    }

    static Reply.Verdicts answer(JudgeTask.Support task, @Nullable Language words) {
        LocalSupport support = new LocalSupport(task, words);
        boolean alone = task.statements().size() == 1;
        List<Weighed> weighed = task.statements().stream()
                .map(statement -> support.weigh(statement, alone))
                .toList();
        List<Reply.Part> parts =
                FaithfulnessRisk.parts(weighed.stream().map(Weighed::risk).toList());
        return new Reply.Verdicts(
                weighed.stream().map(support::verdict).toList(),
                weighed.isEmpty() ? null : Double.valueOf(FaithfulnessRisk.score(parts)),
                parts);
    }

    static Reply.Verdicts answer(JudgeTask.OnePassSupport task, @Nullable Language words) {
        List<String> statements = LocalTexts.statements(new JudgeTask.Statements(task.question(), task.answer()))
                .items();
        return answer(new JudgeTask.Support(task.question(), statements, task.passages()), words);
    }

    private Weighed weigh(String statement, boolean alone) {
        Overlap overlap = Overlap.of(statement, passages, known);
        boolean refusal = Refusal.reportsMissing(statement);
        if (alone && !passages.isEmpty() && FaithfulnessRisk.isBare(statement)) {
            Set<Trouble> unsure = EnumSet.of(Trouble.LOW_CONFIDENCE);
            return new Weighed(statement, overlap, refusal, true, Set.of(), unsure, FaithfulnessRisk.OF_BARE_ANSWER);
        }
        Set<Trouble> contradictions =
                refusal ? EnumSet.noneOf(Trouble.class) : Contradictions.in(statement, overlap, passages, language);
        double plain = alone && FaithfulnessRisk.isShortAnswer(statement, overlap, refusal, language)
                ? FaithfulnessRisk.ofShortAnswer(overlap, language)
                : FaithfulnessRisk.of(overlap, refusal, language);
        double risk = FaithfulnessRisk.with(contradictions, plain);
        Set<Trouble> troubles = EnumSet.copyOf(contradictions);
        if (FaithfulnessRisk.isUnsupported(risk)) {
            addMissing(troubles, overlap);
        }
        return new Weighed(statement, overlap, refusal, false, contradictions, troubles, risk);
    }

    /** What the words alone say of why a statement was found unsupported. */
    private static void addMissing(Set<Trouble> troubles, Overlap overlap) {
        for (Token word : overlap.novel()) {
            troubles.add(word.digits() ? Trouble.NEW_NUMBER : word.name() ? Trouble.NEW_NAME : Trouble.NEW_WORDS);
        }
        if (overlap.coverage() - overlap.best().coverage() >= SCATTERED) {
            troubles.add(Trouble.SCATTERED_EVIDENCE);
        }
        if (overlap.novel().isEmpty() && overlap.pairShare() < APART) {
            troubles.add(Trouble.OTHER_ORDER);
        }
    }

    private Reply.Verdict verdict(Weighed weighed) {
        boolean supported = !FaithfulnessRisk.isUnsupported(weighed.risk);
        return new Reply.Verdict(
                weighed.statement,
                supported,
                reason(weighed, supported),
                weighed.overlap.best().quote(),
                weighed.risk,
                weighed.troubles.stream().map(Trouble::wireName).toList(),
                label(weighed, supported));
    }

    /** None where it can't judge, nor where a refusal fails: whether the passages say otherwise it can't see. */
    private static @Nullable VerdictLabel label(Weighed weighed, boolean supported) {
        if (weighed.bare || weighed.refusal && !supported) {
            return null;
        }
        if (supported) {
            return VerdictLabel.SUPPORTED;
        }
        return weighed.contradictions.isEmpty() ? VerdictLabel.NOT_MENTIONED : VerdictLabel.CONTRADICTED;
    }

    private String reason(Weighed weighed, boolean supported) {
        if (passages.isEmpty()) {
            return reasons.noPassages();
        }
        return weighed.bare
                ? reasons.bare()
                : reasons.support(weighed.overlap, weighed.contradictions, supported, weighed.refusal);
    }
}
