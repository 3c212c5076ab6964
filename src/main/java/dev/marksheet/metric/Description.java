package dev.marksheet.metric;

import dev.marksheet.statistics.Figure;
import java.util.List;

/**
 * A metric's entry in the catalogue.
 *
 * @param name its RAGAS name
 * @param order its place in the catalogue: the lowest comes first, and no two metrics share one
 * @param needs the inputs it can't do without
 * @param min lowest score
 * @param max highest score
 * @param nominal whether parameters may lead to scores beyond {@code min} and {@code max}
 * @param higherIsBetter whether more is better
 * @param usesJudge whether a judge is asked
 * @param usesEmbeddings whether texts are embedded
 * @param judgeCalls how many questions it puts to the judge, in words such as {@code k} for one per context
 * @param summary what it tells, in one line
 * @param version changes whenever the metric would give another score for the same call
 */
public record Description(
        String name,
        int order,
        List<Need> needs,
        double min,
        double max,
        boolean nominal,
        boolean higherIsBetter,
        boolean usesJudge,
        boolean usesEmbeddings,
        String judgeCalls,
        String summary,
        String version) {

    private static final String FIRST_VERSION = "1";
    private static final double NOISE = 1e-9;

    public Description {
        needs = List.copyOf(needs);
    }

    /** A metric between 0 and 1 where more is better, in its first version, that asks a judge. */
    static Description withJudge(String name, int order, List<Need> needs, String judgeCalls, String summary) {
        return new Description(name, order, needs, 0, 1, false, true, true, false, judgeCalls, summary, FIRST_VERSION);
    }

    /** A metric between 0 and 1 where more is better, in its first version, that asks no judge. */
    static Description withoutJudge(String name, int order, List<Need> needs, String summary) {
        return new Description(name, order, needs, 0, 1, false, true, false, false, "0", summary, FIRST_VERSION);
    }

    /** The same, and it embeds texts. */
    Description withEmbeddings() {
        return new Description(
                name, order, needs, min, max, nominal, higherIsBetter, usesJudge, true, judgeCalls, summary, version);
    }

    /** The same with another lowest score. */
    Description from(double lowest) {
        return new Description(
                name,
                order,
                needs,
                lowest,
                max,
                nominal,
                higherIsBetter,
                usesJudge,
                usesEmbeddings,
                judgeCalls,
                summary,
                version);
    }

    /** The same in this range, which parameters may change. */
    Description nominally(double lowest, double highest) {
        return new Description(
                name,
                order,
                needs,
                lowest,
                highest,
                true,
                higherIsBetter,
                usesJudge,
                usesEmbeddings,
                judgeCalls,
                summary,
                version);
    }

    /** The same, and less is better. */
    Description lowerIsBetter() {
        return new Description(
                name, order, needs, min, max, nominal, false, usesJudge, usesEmbeddings, judgeCalls, summary, version);
    }

    /** The same metric asking otherwise, which makes it another version. */
    Description asking(String otherCalls, String otherVersion) {
        return new Description(
                name,
                order,
                needs,
                min,
                max,
                nominal,
                higherIsBetter,
                usesJudge,
                usesEmbeddings,
                otherCalls,
                summary,
                otherVersion);
    }

    /** The score that a computed value stands for: rounding and RAGAS's tiny addends leave values a hair beside the ends. */
    double bounded(double computed) {
        double value = Figure.plain(computed);
        if (nominal) {
            return value;
        }
        if (value < min + NOISE) {
            return min;
        }
        return value > max - NOISE ? max : value;
    }
}
