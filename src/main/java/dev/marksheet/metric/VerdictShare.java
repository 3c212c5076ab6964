package dev.marksheet.metric;

import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The score of metrics that are a share of yes verdicts, or a judge's own over the same statements. */
final class VerdictShare {

    /** A calibrated score from here on passes. */
    private static final double CUT = 0.5;

    private static final int MOST_LISTED = 6;

    private VerdictShare() {}

    /** Yes verdicts divided by all verdicts; there must be one. */
    static double of(List<Reply.Verdict> verdicts) {
        return (double) yes(verdicts) / verdicts.size();
    }

    /** The judge's calibrated score where it has one, else the share; {@code counted} is the key of what was counted. */
    static Score score(Reply.Verdicts reply, String counted, Wording words) {
        List<Reply.Verdict> verdicts = reply.verdicts();
        Double calibrated = reply.calibrated();
        if (calibrated == null) {
            double value = of(verdicts);
            List<Finding> findings =
                    verdicts.stream().map(Reply.Verdict::finding).toList();
            String formula = words.text(counted, yes(verdicts), verdicts.size()) + labels(findings, words) + " = "
                    + Figure.of(value);
            return scored(value, formula, verdicts, findings, words);
        }
        return reply.parts().isEmpty()
                ? scored(
                        calibrated,
                        mean(verdicts, calibrated, words),
                        verdicts,
                        verdicts.stream().map(Reply.Verdict::finding).toList(),
                        words)
                : weighed(reply, calibrated, words);
    }

    private static Score weighed(Reply.Verdicts reply, double value, Wording words) {
        List<Finding> findings = findings(reply, value);
        return scored(value, sum(reply, value, findings, words), reply.verdicts(), findings, words);
    }

    private static Score scored(
            double value, String formula, List<Reply.Verdict> verdicts, List<Finding> findings, Wording words) {
        Evidence evidence = Evidence.of(formula, "statements", findings);
        boolean unsure = verdicts.stream().allMatch(Reply.Verdict::isUnsure);
        return new Score.Scored(value, unsure ? evidence.unsure(words.text("unsure")) : evidence);
    }

    private static String mean(List<Reply.Verdict> verdicts, double value, Wording words) {
        List<String> listed = verdicts.stream()
                .limit(MOST_LISTED)
                .map(verdict -> Figure.of(value(verdict)))
                .toList();
        String values = Reasons.list(listed, words);
        return words.text(
                verdicts.size() == 1
                        ? "calibrated.mean.one"
                        : verdicts.size() > MOST_LISTED ? "calibrated.mean.more" : "calibrated.mean",
                verdicts.size(),
                values,
                Figure.of(value));
    }

    private static String sum(Reply.Verdicts reply, double value, List<Finding> findings, Wording words) {
        String terms = reply.parts().stream()
                .map(part -> reply.parts().size() == 1
                        ? Figure.of(part.value())
                        : Figure.of(part.weight()) + " × " + Figure.of(part.value()))
                .reduce((before, next) -> before + " + " + next)
                .orElseThrow();
        int all = reply.verdicts().size();
        String formula = words.text(
                all == 1 ? "calibrated.one" : "calibrated.sum",
                reply.parts().size(),
                all,
                terms,
                Figure.of(value),
                findings.stream().filter(VerdictShare::isUnsupported).count());
        return all == 1 ? formula : formula + labels(findings, words);
    }

    /** How many statements the passages contradict, and how many they do not mention; empty where there is neither. */
    private static String labels(List<Finding> findings, Wording words) {
        long contradicted = count(findings, VerdictLabel.CONTRADICTED);
        long notMentioned = count(findings, VerdictLabel.NOT_MENTIONED);
        return contradicted + notMentioned == 0 ? "" : words.text("labels", contradicted, notMentioned);
    }

    private static long count(List<Finding> findings, VerdictLabel label) {
        return findings.stream()
                .filter(finding -> label.wireName().equals(finding.label()))
                .count();
    }

    /**
     * Where the riskiest statements fail an answer, the others get no verdict: that they pass decides nothing. Where the
     * answer passes, only the riskiest can be a fault: a lesser doubt of the others is outweighed. So what the verdicts say
     * and what the score says is the same.
     */
    private static List<Finding> findings(Reply.Verdicts reply, double value) {
        List<Reply.Verdict> verdicts = reply.verdicts();
        int riskiest = IntStream.range(0, verdicts.size())
                .boxed()
                .min(Comparator.comparingDouble(i -> value(verdicts.get(i))))
                .orElseThrow();
        return IntStream.range(0, verdicts.size())
                .mapToObj(i -> finding(verdicts.get(i), value >= CUT, i == riskiest))
                .toList();
    }

    private static Finding finding(Reply.Verdict verdict, boolean passes, boolean riskiest) {
        boolean decides = passes ? verdict.verdict() || riskiest : !verdict.verdict();
        return decides ? verdict.finding() : verdict.undecided();
    }

    private static boolean isUnsupported(Finding finding) {
        Integer verdict = finding.verdict();
        return verdict != null && verdict == 0;
    }

    /** What a verdict is worth, 0..1. */
    private static double value(Reply.Verdict verdict) {
        return 1 - Objects.requireNonNull(verdict.risk(), "a calibrated verdict has a risk");
    }

    private static long yes(List<Reply.Verdict> verdicts) {
        return verdicts.stream().filter(Reply.Verdict::verdict).count();
    }
}
