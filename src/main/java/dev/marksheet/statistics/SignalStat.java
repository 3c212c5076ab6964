package dev.marksheet.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a sign of trouble showed in a session.
 *
 * @param eligible calls on which it could have shown
 * @param hits calls on which it did
 * @param examples sample numbers of the latest calls that show it, newest last, at most {@link #MAX_EXAMPLES}
 */
public record SignalStat(long eligible, long hits, List<Integer> examples) {

    /** How many example calls are kept. */
    public static final int MAX_EXAMPLES = 5;

    public static final SignalStat EMPTY = new SignalStat(0, 0, List.of());

    public SignalStat {
        examples = List.copyOf(examples);
    }

    /**
     * These figures with one more eligible call counted.
     *
     * @param sampleNumber the call's sample number; 0 for a failed call, which has none and is no example
     */
    public SignalStat plus(boolean hit, int sampleNumber) {
        if (!hit) {
            return new SignalStat(eligible + 1, hits, examples);
        }
        List<Integer> latest = new ArrayList<>(examples);
        if (sampleNumber > 0) {
            latest.add(sampleNumber);
        }
        int from = Math.max(0, latest.size() - MAX_EXAMPLES);
        return new SignalStat(eligible + 1, hits + 1, latest.subList(from, latest.size()));
    }

    /**
     * These figures without an eligible call that was counted before.
     *
     * @param sampleNumber the call's sample number; 0 for a failed call
     */
    public SignalStat minus(boolean hit, int sampleNumber) {
        return new SignalStat(
                eligible - 1,
                hits - (hit ? 1 : 0),
                examples.stream().filter(number -> number != sampleNumber).toList());
    }

    /** The share of calls that show it, as a 95 % interval (Wilson); 0 to 1 while no call was eligible. */
    public MetricStat.Interval interval() {
        return Wilson.interval(eligible == 0 ? 0 : (double) hits / eligible, eligible);
    }
}
