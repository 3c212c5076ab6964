package dev.marksheet.judge.local;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The vectors of the texts that a model was asked for last: several metrics ask for the same question, passages and answer,
 * and the next call often has the same passages. Texts are known by their SHA-256 alone, so that none stays in memory when
 * it is to be forgotten. At most 1,000 vectors, some 3 MB. Safe for use by many threads at once.
 */
final class RecentVectors {

    private static final int MOST = 1_000;

    // Guarded by itself.
    private final Map<ByteBuffer, double[]> vectors = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, double[]> eldest) {
            return size() > MOST;
        }
    };

    /** The text's vector, from {@code encoder} unless it is known; the caller's own. */
    double[] of(String text, Function<String, double[]> encoder) {
        ByteBuffer key = key(text);
        double[] known;
        synchronized (vectors) {
            known = vectors.get(key);
        }
        if (known == null) {
            known = encoder.apply(text);
            synchronized (vectors) {
                vectors.put(key, known);
            }
        }
        return known.clone();
    }

    private static ByteBuffer key(String text) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
