package dev.marksheet.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The runs of numbers that a text has in common with others, length after length. A run is known by the rank of its
 * beginning and its last number, so that memory does not grow with the length of the runs. Used by one thread.
 */
final class Grams {

    private final List<int[]> texts;
    /** The rank of the run that begins at each place, of the present length. */
    private final List<int[]> ranks = new ArrayList<>();

    private int length;

    /** @param texts numbers from 0 on; the first text is compared with all others */
    Grams(List<int[]> texts) {
        this.texts = List.copyOf(texts);
        texts.forEach(text -> ranks.add(new int[text.length]));
    }

    /**
     * Goes on to the next length, 1 at first.
     *
     * @return how many runs of the first text stand in another, each at most as often as in the one that has most
     */
    int next() {
        Effort.goOn();
        length++;
        long[] runs = new long[texts.stream().mapToInt(this::count).sum()];
        int size = 0;
        for (int t = 0; t < texts.size(); t++) {
            for (int i = 0; i < count(texts.get(t)); i++) {
                runs[size++] = run(t, i);
            }
        }
        Arrays.sort(runs);
        int distinct = distinct(runs);
        for (int t = 0; t < texts.size(); t++) {
            int[] rank = ranks.get(t);
            for (int i = 0; i < count(texts.get(t)); i++) {
                rank[i] = Arrays.binarySearch(runs, 0, distinct, run(t, i));
            }
        }
        return matches(distinct);
    }

    private int count(int[] text) {
        return Math.max(0, text.length - length + 1);
    }

    private long run(int text, int begin) {
        return (long) ranks.get(text)[begin] << Integer.SIZE | texts.get(text)[begin + length - 1];
    }

    /** Moves the values of a sorted array, each once, to its front. */
    private static int distinct(long[] sorted) {
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        return size;
    }

    private int matches(int distinct) {
        int[] most = new int[distinct];
        int[] seen = new int[distinct];
        for (int t = 1; t < texts.size(); t++) {
            int[] rank = ranks.get(t);
            int runs = count(texts.get(t));
            for (int i = 0; i < runs; i++) {
                most[rank[i]] = Math.max(most[rank[i]], ++seen[rank[i]]);
            }
            for (int i = 0; i < runs; i++) {
                seen[rank[i]] = 0;
            }
        }
        int matches = 0;
        for (int i = 0; i < count(texts.get(0)); i++) {
            if (most[ranks.get(0)[i]]-- > 0) {
                matches++;
            }
        }
        return matches;
    }
}
