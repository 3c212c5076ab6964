package dev.marksheet.metric;

import java.util.List;

/**
 * A metric's entry in the catalogue.
 *
 * @param name its RAGAS name
 * @param needs the inputs it can't do without
 * @param min lowest score, nominal
 * @param max highest score, nominal
 * @param higherIsBetter whether more is better
 * @param judgeCalls how many questions it puts to the judge, such as {@code k} for one per context
 * @param summary what it tells, in one line
 * @param version changes whenever the metric would give another score for the same call
 */
public record Description(
        String name,
        List<Need> needs,
        double min,
        double max,
        boolean higherIsBetter,
        String judgeCalls,
        String summary,
        String version) {

    private static final String FIRST_VERSION = "1";

    public Description {
        needs = List.copyOf(needs);
    }

    /** A metric in its first version. */
    Description(
            String name,
            List<Need> needs,
            double min,
            double max,
            boolean higherIsBetter,
            String judgeCalls,
            String summary) {
        this(name, needs, min, max, higherIsBetter, judgeCalls, summary, FIRST_VERSION);
    }

    /** Whether a judge is asked. */
    public boolean asksJudge() {
        return !judgeCalls.equals("0");
    }

    /** The same metric asking otherwise, which makes it another version. */
    Description asking(String otherCalls, String otherVersion) {
        return new Description(name, needs, min, max, higherIsBetter, otherCalls, summary, otherVersion);
    }

    /** A metric between 0 and 1 where more is better. */
    static Description unit(String name, List<Need> needs, String judgeCalls, String summary) {
        return new Description(name, needs, 0, 1, true, judgeCalls, summary);
    }
}
