package dev.marksheet.advice;

import dev.marksheet.session.CallResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells which signs of trouble an ended call shows. Pure; safe for use by many threads at once. */
public final class Signals {

    /** A score below this counts as poor: the middle of 0..1, where the local judge's own cut lies too. */
    public static final double POOR = 0.5;

    /** A score from here on counts as good; between the two nothing is concluded. */
    public static final double GOOD = 0.7;

    /** An answer similarity from here on is the ground truth in almost its own words. */
    public static final double ALIKE = 0.95;

    /** An answer relevancy up to this is an evasive answer: RAGAS sets it to exactly 0. */
    public static final double EVADED = 0.01;

    private Signals() {}

    /**
     * The signs that could have shown on the call, because the metrics they need were scored, and whether each does.
     *
     * @return by the sign's name, in a fixed order; never empty
     */
    public static Map<String, Boolean> of(CallResult result) {
        Map<String, Boolean> signs = new LinkedHashMap<>();
        for (Signal signal : Signal.values()) {
            if (signal.isEligible(result)) {
                signs.put(signal.wireName(), signal.shows(result));
            }
        }
        return signs;
    }
}
