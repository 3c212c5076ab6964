package dev.marksheet.statistics;

/** The geometry of embeddings. Pure; safe for use by many threads at once. */
public final class Vectors {

    private Vectors() {}

    /** The cosine of two vectors, from -1 to 1; NaN when either is a zero vector. */
    public static double cosine(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("vectors of " + a.length + " and " + b.length + " dimensions");
        }
        double dot = 0;
        double normA = 0;
        double normB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            normA += a[i] * a[i];
            normB += b[i] * b[i];
        }
        // Rounding can lead a hair beyond.
        return Math.max(-1, Math.min(1, dot / (Math.sqrt(normA) * Math.sqrt(normB))));
    }
}
