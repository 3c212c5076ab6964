package dev.marksheet.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** ROUGE (Lin 2004) with the tokens and stems of Google's rouge_score. */
final class Rouge {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST_UNSTEMMED = 3;

    private Rouge() {}

    /** Lower-case stems of the runs of a-z and 0-9; words of up to three characters are kept. */
    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (String word : NOT_A_WORD.split(text.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                tokens.add(word.length() > LONGEST_UNSTEMMED ? PorterStemmer.stem(word) : word);
            }
        }
        return tokens;
    }

    /** Words in common, each counted at most as often as it stands in either text. */
    static int commonWords(List<String> a, List<String> b) {
        Map<String, Integer> left = new HashMap<>();
        b.forEach(word -> left.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : a) {
            if (left.merge(word, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return common;
    }

    /** The length of the longest common subsequence. */
    static int longestCommon(List<String> a, List<String> b) {
        int[] previous = new int[b.size() + 1];
        for (String word : a) {
            Effort.goOn();
            int[] current = new int[b.size() + 1];
            for (int j = 1; j <= b.size(); j++) {
                current[j] = word.equals(b.get(j - 1)) ? previous[j - 1] + 1 : Math.max(previous[j], current[j - 1]);
            }
            previous = current;
        }
        return previous[b.size()];
    }

    /** Precision over the answer's words, recall over the ground truth's, or their F1; 0 when a side has no word. */
    static double value(int common, int answerWords, int truthWords, String mode) {
        if (common == 0) {
            return 0;
        }
        double precision = (double) common / answerWords;
        double recall = (double) common / truthWords;
        return switch (mode) {
            case "precision" -> precision;
            case "recall" -> recall;
            default -> 2 * precision * recall / (precision + recall);
        };
    }
}
