package dev.marksheet.metric;

import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.commons.text.similarity.SimilarityInput;

/** How alike two texts are letter by letter, from 0 to 1, counted in Unicode code points; two empty texts are alike. */
enum TextDistance {
    LEVENSHTEIN((a, b) -> share(LevenshteinDistance.getDefaultInstance().apply(input(a), input(b)), a, b)),
    HAMMING((a, b) -> share(hamming(a, b), a, b)),
    JARO(Jaro::similarity),
    JARO_WINKLER(Jaro::winklerSimilarity);

    private final ToDoubleBiFunction<int[], int[]> similarity;

    TextDistance(ToDoubleBiFunction<int[], int[]> similarity) {
        this.similarity = similarity;
    }

    /** 1 for equal texts, 0 for texts without anything in common. */
    double similarity(String a, String b) {
        return similarity.applyAsDouble(a.codePoints().toArray(), b.codePoints().toArray());
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double share(int distance, int[] a, int[] b) {
        int longer = Math.max(a.length, b.length);
        return longer == 0 ? 1 : 1 - (double) distance / longer;
    }

    /** Positions that differ; a missing position differs. */
    private static int hamming(int[] a, int[] b) {
        int shorter = Math.min(a.length, b.length);
        int distance = Math.max(a.length, b.length) - shorter;
        for (int i = 0; i < shorter; i++) {
            distance += a[i] == b[i] ? 0 : 1;
        }
        return distance;
    }

    private static SimilarityInput<Integer> input(int[] codePoints) {
        return new SimilarityInput<>() {
            @Override
            public Integer at(int index) {
                return codePoints[index];
            }

            @Override
            public int length() {
                return codePoints.length;
            }
        };
    }
}
