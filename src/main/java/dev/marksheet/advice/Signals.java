package dev.marksheet.advice;

import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.Score;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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

    /** The sign of a statement that the contexts contradict. */
    static final String CONTRADICTED = VerdictLabel.CONTRADICTED.wireName();

    /** The sign of a statement that the contexts do not mention. */
    static final String NOT_MENTIONED = VerdictLabel.NOT_MENTIONED.wireName();

    private Signals() {}

    /**
     * The signs that could have shown on the call, because the metrics they need were scored, and whether each does.
     *
     * With them two that blame nobody by themselves: whether a statement of the answer is {@link #CONTRADICTED} by the
     * contexts or {@link #NOT_MENTIONED} in them, where the judge tells the two apart.
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
        signs.putAll(labels(result));
        return signs;
    }

    private static Map<String, Boolean> labels(CallResult result) {
        Score score = result.scores().get(Signal.FAITHFULNESS);
        if (score == null || !score.evidence().isFirm()) {
            return Map.of();
        }
        Set<String> labels = new HashSet<>();
        score.evidence()
                .findings()
                .values()
                .forEach(findings -> findings.forEach(finding -> {
                    if (finding.label() != null) {
                        labels.add(finding.label());
                    }
                }));
        Map<String, Boolean> signs = new LinkedHashMap<>();
        if (!labels.isEmpty()) {
            signs.put(CONTRADICTED, labels.contains(CONTRADICTED));
            signs.put(NOT_MENTIONED, labels.contains(NOT_MENTIONED));
        }
        return signs;
    }
}
