package dev.marksheet.metric;

/**
 * Jaro and Jaro-Winkler similarity (Winkler 1990) as RAGAS's library counts them: half transpositions are rounded down
 * and a common prefix counts only above 0.7, which common Java libraries do otherwise.
 */
final class Jaro {

    private static final int LONGEST_PREFIX = 4;
    private static final double PREFIX_WEIGHT = 0.1;
    private static final double PREFIX_COUNTS_ABOVE = 0.7;

    private Jaro() {}

    static double similarity(int[] a, int[] b) {
        if (a.length == 0 && b.length == 0) {
            return 1;
        }
        boolean[] usedA = new boolean[a.length];
        boolean[] usedB = new boolean[b.length];
        double matches = match(a, b, usedA, usedB);
        if (matches == 0) {
            return 0;
        }
        int transpositions = outOfOrder(a, b, usedA, usedB) / 2;
        return (matches / a.length + matches / b.length + (matches - transpositions) / matches) / 3;
    }

    static double winklerSimilarity(int[] a, int[] b) {
        double jaro = similarity(a, b);
        int prefix = 0;
        int longest = Math.min(LONGEST_PREFIX, Math.min(a.length, b.length));
        while (prefix < longest && a[prefix] == b[prefix]) {
            prefix++;
        }
        return jaro > PREFIX_COUNTS_ABOVE ? jaro + prefix * PREFIX_WEIGHT * (1 - jaro) : jaro;
    }

    private static int match(int[] a, int[] b, boolean[] usedA, boolean[] usedB) {
        int window = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
        int matches = 0;
        for (int i = 0; i < a.length; i++) {
            int last = Math.min(b.length - 1, i + window);
            for (int j = Math.max(0, i - window); j <= last && !usedA[i]; j++) {
                if (!usedB[j] && a[i] == b[j]) {
                    usedA[i] = true;
                    usedB[j] = true;
                    matches++;
                }
            }
        }
        return matches;
    }

    private static int outOfOrder(int[] a, int[] b, boolean[] usedA, boolean[] usedB) {
        int count = 0;
        int j = 0;
        for (int i = 0; i < a.length; i++) {
            if (usedA[i]) {
                while (!usedB[j]) {
                    j++;
                }
                count += a[i] == b[j] ? 0 : 1;
                j++;
            }
        }
        return count;
    }
}
