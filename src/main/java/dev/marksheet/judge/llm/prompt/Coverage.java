package dev.marksheet.judge.llm.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a text stands in its pieces, by pairs of neighbouring letters and digits: spacing, case and punctuation do
 * not count, and a word changed here or there does not matter, but a piece left out does. Pure.
 */
public final class Coverage {

    private Coverage() {}

    /** The share of the text's pairs that the pieces hold, 0..1; 1 for a text without any. */
    public static double of(String text, List<String> pieces) {
        Map<String, Integer> missing = pairs(text);
        int all = count(missing);
        pairs(String.join(" ", pieces))
                .forEach((pair, held) -> missing.computeIfPresent(pair, (p, there) -> Math.max(0, there - held)));
        return all == 0 ? 1 : 1 - (double) count(missing) / all;
    }

    private static int count(Map<String, Integer> pairs) {
        return pairs.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> pairs(String text) {
        int[] letters = text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .toArray();
        Map<String, Integer> pairs = new HashMap<>();
        for (int i = 1; i < letters.length; i++) {
            pairs.merge(new String(letters, i - 1, 2), 1, Integer::sum);
        }
        return pairs;
    }
}
