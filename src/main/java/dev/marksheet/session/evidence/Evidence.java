package dev.marksheet.session.evidence;

import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a metric has its score, as data.
 *
 * @param formula the arithmetic with its numbers, such as {@code 4 of 5 supported = 0.80}; null when nothing was computed
 * @param findings lists of findings by what they are ({@code statements}, {@code contexts}, {@code questions},
 *     {@code true_positives}, …), in the order to show them
 * @param notes cautions a reader must know, such as that a local heuristic judged
 * @param replies what the judge wrote, word for word, at most {@link JudgeReply#MAX_REPLIES}; empty for the local judge
 * @param confidence {@link #LOW} where the judge has no good means to judge what it scored; null otherwise
 */
public record Evidence(
        @Nullable String formula,
        Map<String, List<Finding>> findings,
        List<String> notes,
        List<JudgeReply> replies,
        @Nullable String confidence) {

    /** The confidence of a score that should not weigh in any conclusion. */
    public static final String LOW = "low";

    /** Nothing to show. */
    public static final Evidence NONE = new Evidence(null, Map.of(), List.of());

    public Evidence {
        Map<String, List<Finding>> copy = new LinkedHashMap<>();
        findings.forEach((kind, list) -> copy.put(kind, List.copyOf(list)));
        findings = Collections.unmodifiableMap(copy);
        notes = List.copyOf(notes);
        // Evidence stored by an earlier version has none.
        replies = replies == null ? List.of() : List.copyOf(replies);
    }

    /** Evidence without a judge's own words. */
    public Evidence(@Nullable String formula, Map<String, List<Finding>> findings, List<String> notes) {
        this(formula, findings, notes, List.of(), null);
    }

    /** The same with what the judge wrote. */
    public Evidence quoting(List<JudgeReply> words) {
        return new Evidence(formula, findings, notes, words, confidence);
    }

    /** The same, said to be judged without good means, and why. */
    public Evidence unsure(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Evidence(formula, findings, all, replies, LOW);
    }

    /** Whether the score deserves to be relied on. */
    public boolean isFirm() {
        return !LOW.equals(confidence);
    }

    /** The same with no more findings and words than are worth keeping; a note in {@code language} says what was left out. */
    public Evidence bounded(Language language) {
        return EvidenceLimit.applyTo(this, language);
    }

    /** Evidence with one list of findings. */
    public static Evidence of(String formula, String kind, List<Finding> findings) {
        return new Evidence(formula, Map.of(kind, findings), List.of());
    }
}
