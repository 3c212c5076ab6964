package dev.marksheet.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** chrF (Popović 2015) of one segment as sacrebleu computes it by default: code points, case-sensitive, without spaces. */
final class Chrf {

    private Chrf() {}

    /** From 0 to 1; 0 when either text is blank. Precision and recall are means over the orders that both texts reach. */
    static double of(String hypothesis, String reference, int order, double beta) {
        int[] a = letters(hypothesis);
        int[] b = letters(reference);
        double precision = 0;
        double recall = 0;
        int orders = Math.min(order, Math.min(a.length, b.length));
        for (int n = 1; n <= orders; n++) {
            int matches = matches(grams(a, n), grams(b, n));
            precision += (double) matches / (a.length - n + 1);
            recall += (double) matches / (b.length - n + 1);
        }
        return orders == 0 ? 0 : FBeta.ofRates(precision / orders, recall / orders, beta);
    }

    private static int[] letters(String text) {
        return text.codePoints().filter(c -> !isSpace(c)).toArray();
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }

    private static Map<List<Integer>, Integer> grams(int[] letters, int n) {
        return IntStream.rangeClosed(0, letters.length - n)
                .mapToObj(i -> Arrays.stream(letters, i, i + n).boxed().toList())
                .collect(Collectors.toMap(gram -> gram, gram -> 1, Integer::sum, HashMap::new));
    }

    private static int matches(Map<List<Integer>, Integer> a, Map<List<Integer>, Integer> b) {
        int matches = 0;
        for (Map.Entry<List<Integer>, Integer> gram : a.entrySet()) {
            matches += Math.min(gram.getValue(), b.getOrDefault(gram.getKey(), 0));
        }
        return matches;
    }
}
