package dev.marksheet.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Corpus BLEU (Papineni et al. 2002) of one segment as sacrebleu computes it by default: 13a tokens, case-sensitive,
 * n-grams up to 4, exponential smoothing, the closest reference length.
 */
final class Bleu {

    private static final int ORDER = 4;
    private static final Pattern SENTENCE_END = Pattern.compile(". ", Pattern.LITERAL);
    private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern POINT_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Bleu() {}

    /** The text split at every full stop that a space follows. */
    static List<String> sentences(String text) {
        return List.of(SENTENCE_END.split(text, -1));
    }

    /** From 0 to 1, or barely above by rounding; 0 when the hypothesis has fewer than four tokens. */
    static double of(String hypothesis, List<String> references) {
        List<String> tokens = tokens(hypothesis);
        List<List<String>> others = references.stream().map(Bleu::tokens).toList();
        Grams grams = new Grams(numbered(tokens, others));
        double logs = 0;
        double smoothing = 1;
        boolean anyMatch = false;
        for (int n = 1; n <= ORDER; n++) {
            int total = tokens.size() - n + 1;
            if (total <= 0) {
                return 0;
            }
            int matches = grams.next();
            anyMatch |= matches > 0;
            smoothing = matches == 0 ? smoothing * 2 : smoothing;
            logs += Math.log(matches == 0 ? 1 / (smoothing * total) : (double) matches / total);
        }
        return anyMatch ? brevityPenalty(tokens.size(), others) * Math.exp(logs / ORDER) : 0;
    }

    private static double brevityPenalty(int length, List<List<String>> references) {
        int closest = references.get(0).size();
        for (List<String> reference : references) {
            int gap = Math.abs(reference.size() - length) - Math.abs(closest - length);
            if (gap < 0 || gap == 0 && reference.size() < closest) {
                closest = reference.size();
            }
        }
        return length < closest ? Math.exp(1 - (double) closest / length) : 1;
    }

    private static List<int[]> numbered(List<String> hypothesis, List<List<String>> references) {
        Map<String, Integer> numbers = new HashMap<>();
        List<int[]> texts = new ArrayList<>();
        texts.add(numbered(hypothesis, numbers));
        references.forEach(reference -> texts.add(numbered(reference, numbers)));
        return texts;
    }

    private static int[] numbered(List<String> tokens, Map<String, Integer> numbers) {
        return tokens.stream()
                .mapToInt(token -> numbers.computeIfAbsent(token, t -> numbers.size()))
                .toArray();
    }

    /** The tokens of mteval-v13a. */
    static List<String> tokens(String text) {
        String line =
                text.stripTrailing().replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
        line = line.replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = SYMBOL.matcher(" " + line + " ").replaceAll(" $1 ");
        line = POINT_AFTER_NON_DIGIT.matcher(line).replaceAll("$1 $2 ");
        line = POINT_BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
        line = DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
        List<String> tokens = new ArrayList<>(List.of(SPACE.split(line)));
        tokens.removeIf(String::isEmpty);
        return tokens;
    }
}
