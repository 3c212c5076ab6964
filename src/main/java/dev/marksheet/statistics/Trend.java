package dev.marksheet.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of a metric over all its scores, kept by increments in at most {@link #MAX_BLOCKS} means: when they are
 * full, neighbours are merged in pairs and blocks become twice as long, so that a session of any length is drawn from the
 * same few numbers. Immutable.
 *
 * @param blockSize how many scores each mean is of, a power of two
 * @param means means of consecutive scores, oldest first
 * @param lastSize how many scores the last mean is of so far; 0 when there is none
 */
public record Trend(int blockSize, List<Double> means, int lastSize) {

    /** The most means that are kept. */
    public static final int MAX_BLOCKS = 64;

    public static final Trend EMPTY = new Trend(1, List.of(), 0);

    public Trend {
        means = List.copyOf(means);
    }

    /** This course with one more score, the newest. */
    public Trend plus(double value) {
        if (means.isEmpty() || lastSize == blockSize) {
            return means.size() == MAX_BLOCKS ? halved().plus(value) : with(value, means, 1);
        }
        double last = means.get(means.size() - 1);
        int size = lastSize + 1;
        return with(last + (value - last) / size, means.subList(0, means.size() - 1), size);
    }

    private Trend with(double last, List<Double> before, int size) {
        List<Double> all = new ArrayList<>(before);
        all.add(last);
        return new Trend(blockSize, all, size);
    }

    /** The same course in no more than this many means. */
    public Trend ofAtMost(int most) {
        return means.size() <= most ? this : halved().ofAtMost(most);
    }

    private Trend halved() {
        List<Double> merged = new ArrayList<>();
        for (int i = 0; i + 1 < means.size(); i += 2) {
            int second = i + 2 == means.size() ? lastSize : blockSize;
            merged.add((means.get(i) * blockSize + means.get(i + 1) * second) / (blockSize + second));
        }
        boolean alone = means.size() % 2 == 1;
        if (alone) {
            merged.add(means.get(means.size() - 1));
        }
        return new Trend(2 * blockSize, merged, alone ? lastSize : blockSize + lastSize);
    }
}
