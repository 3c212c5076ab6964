package dev.marksheet.metric;

import java.util.List;

/** chrF (Popović 2015) of one segment as sacrebleu computes it by default: code points, case-sensitive, without spaces. */
final class Chrf {

    private Chrf() {}

    /** From 0 to 1; 0 when either text is blank. Precision and recall are means over the orders that both texts reach. */
    static double of(String hypothesis, String reference, int order, double beta) {
        int[] a = letters(hypothesis);
        int[] b = letters(reference);
        Grams grams = new Grams(List.of(a, b));
        double precision = 0;
        double recall = 0;
        int orders = Math.min(order, Math.min(a.length, b.length));
        for (int n = 1; n <= orders; n++) {
            int matches = grams.next();
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
}
