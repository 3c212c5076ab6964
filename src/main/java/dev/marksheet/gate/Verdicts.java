package dev.marksheet.gate;

import dev.marksheet.statistics.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Comes to verdicts and says why. Pure. */
public final class Verdicts {

    static final String COVERAGE = "coverage";

    /** Beyond so many calls, nobody is told to wait for them. */
    private static final long MOST_MORE = 100_000;

    private static final int EXACT = 20;
    private static final int ROUND = 10;

    private Verdicts() {}

    /** A verdict and why. */
    record Ruling(GateVerdict verdict, List<Reason> reasons) {

        static Ruling undecided(Reason reason, List<Reason> more) {
            List<Reason> reasons = new ArrayList<>(List.of(reason));
            reasons.addAll(more);
            return new Ruling(GateVerdict.UNDECIDED, reasons);
        }
    }

    /** The verdict on a criterion whose calls have been taken in. */
    public static CriterionResult of(
            Criterion criterion, Scale scale, Tally tally, GateQuestion question, Progress progress) {
        boolean up = scale.range().higherIsBetter();
        return CriterionResult.of(criterion, tally, up, ruling(criterion, up, tally, question, progress));
    }

    /** The verdict on a criterion whose threshold nothing can prove, as where a metric's range has changed. */
    public static CriterionResult unprovable(Criterion criterion, Scale scale, GateQuestion question, int criteria) {
        return CriterionResult.untold(
                criterion,
                question,
                criteria,
                Reason.of(
                        "unprovable",
                        plain(criterion.threshold()),
                        plain(scale.range().min()),
                        plain(scale.range().max())));
    }

    /** The verdict on a metric that was compared with the baseline. */
    public static BaselineResult.Metric compared(
            Criterion notWorse, BaselineResult.Pairs pairs, GateQuestion question, Progress progress) {
        Tally tally = pairs.tally();
        List<Reason> missing = new ArrayList<>();
        if (pairs.missing() > 0) {
            missing.add(Reason.ofCount("missing", pairs.missing(), pairs.missing()));
        }
        if (pairs.absent() > 0) {
            missing.add(Reason.ofCount("absent", pairs.absent(), pairs.absent(), pairs.items()));
        }
        Ruling ruling = missing.isEmpty()
                ? ruling(notWorse, true, tally, question, progress)
                : new Ruling(GateVerdict.UNDECIDED, missing);
        return new BaselineResult.Metric(
                notWorse.metric(),
                ruling.verdict(),
                pairs.difference(),
                tally.scored(),
                pairs.missing() + pairs.absent(),
                tally.test().evidenceFor(),
                tally.test().evidenceAgainst(),
                tally.test().passAt(),
                tally.test().failAt(),
                ruling.reasons());
    }

    /** A metric that can't be compared with the baseline. */
    public static BaselineResult.Metric incomparable(
            String metric, GateQuestion question, int criteria, String why, String... values) {
        double alpha = question.alphaOfEveryLook();
        return new BaselineResult.Metric(
                metric,
                GateVerdict.UNDECIDED,
                null,
                0,
                0,
                1,
                1,
                1 / alpha,
                criteria / alpha,
                List.of(Reason.of(why, (Object[]) values)));
    }

    /** What keeps a session from being compared with its baseline at all. */
    public static BaselineResult incomparable(GateQuestion.Baseline baseline, String why, String value) {
        return new BaselineResult(baseline.session(), baseline.margin(), List.of(), List.of(Reason.of(why, value)));
    }

    /** FAIL if any fails, PASS if all pass, else UNDECIDED. */
    public static GateVerdict all(Collection<GateVerdict> verdicts) {
        if (verdicts.contains(GateVerdict.FAIL)) {
            return GateVerdict.FAIL;
        }
        return !verdicts.isEmpty() && verdicts.stream().allMatch(GateVerdict.PASS::equals)
                ? GateVerdict.PASS
                : GateVerdict.UNDECIDED;
    }

    private static Ruling ruling(
            Criterion criterion, boolean up, Tally tally, GateQuestion question, Progress progress) {
        if (tally.scored() == 0) {
            Reason none = tally.failed() > 0 ? Reason.of("no-score", tally.failed()) : Reason.of("no-call");
            return Ruling.undecided(none, progress.missing());
        }
        if (tally.outside() > 0) {
            return Ruling.undecided(Reason.ofCount("outside", tally.outside(), tally.outside()), List.of());
        }
        Double coverage = tally.coverage();
        Double least = question.minCoverage();
        if (coverage != null && least != null && coverage < least) {
            return Ruling.undecided(Reason.of(COVERAGE, shortOf(coverage, least), plain(least)), progress.missing());
        }
        return question.rule() == GateRule.MEAN ? byMean(criterion, up, tally, progress) : byEvidence(tally, progress);
    }

    private static Ruling byMean(Criterion criterion, boolean up, Tally tally, Progress progress) {
        if (!progress.complete()) {
            return new Ruling(GateVerdict.UNDECIDED, progress.missing());
        }
        double mean = tally.mean() == null ? Double.NaN : tally.mean();
        boolean good = up ? mean >= criterion.threshold() : mean <= criterion.threshold();
        return good
                ? new Ruling(GateVerdict.PASS, List.of(Reason.of("mean.pass")))
                : new Ruling(GateVerdict.FAIL, List.of(Reason.of("mean.fail")));
    }

    static Ruling byEvidence(Tally tally, Progress progress) {
        SequentialTest test = tally.test();
        GateVerdict verdict = tally.verdict();
        if (verdict == GateVerdict.UNDECIDED) {
            return new Ruling(verdict, undecided(tally, progress));
        }
        boolean pass = verdict == GateVerdict.PASS;
        String side = pass ? "pass" : "fail";
        if (tally.inOneLook() != GateVerdict.UNDECIDED) {
            return new Ruling(verdict, List.of(Reason.of("once." + side, String.valueOf(progress.expected()))));
        }
        return new Ruling(
                verdict,
                List.of(Reason.of(
                        "evidence." + side,
                        evidence(pass ? test.evidenceFor() : test.evidenceAgainst()),
                        evidence(pass ? test.passAt() : test.failAt()))));
    }

    private static List<Reason> undecided(Tally tally, Progress progress) {
        List<Reason> reasons = new ArrayList<>(progress.missing());
        long seen = tally.scored() + tally.failed();
        long more = tally.test().scoresToVerdict(seen, MOST_MORE);
        reasons.add(more < 0 ? Reason.of("near") : Reason.ofCount("more", rounded(more), rounded(more)));
        return reasons;
    }

    /** Nobody knows it to the call. */
    private static long rounded(long calls) {
        if (calls <= EXACT) {
            return calls;
        }
        long step = ROUND;
        while (calls >= step * ROUND * ROUND) {
            step *= ROUND;
        }
        return (calls + step - 1) / step * step;
    }

    /** Cut rather than rounded, so that it does not look like enough. */
    private static String shortOf(double coverage, double least) {
        String two = Figure.of(Math.floor(coverage * 100) / 100);
        return Double.parseDouble(two) < least ? two : Figure.of(coverage, 4);
    }

    /** Evidence as people read it: cut, so that it never looks like enough before it is. */
    static String evidence(double evidence) {
        return evidence >= 100 ? String.valueOf((long) evidence) : plain(Math.floor(evidence * 100) / 100);
    }

    /** The number without needless zeros. */
    static String plain(double value) {
        return Figure.entered(Figure.plain(value));
    }
}
