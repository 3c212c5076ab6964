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
 */
public record Description(
        String name,
        List<Need> needs,
        double min,
        double max,
        boolean higherIsBetter,
        String judgeCalls,
        String summary) {

    public Description {
        needs = List.copyOf(needs);
    }

    /** A metric between 0 and 1 where more is better. */
    static Description unit(String name, List<Need> needs, String judgeCalls, String summary) {
        return new Description(name, needs, 0, 1, true, judgeCalls, summary);
    }
}
