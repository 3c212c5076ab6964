package dev.marksheet.session;

import dev.marksheet.session.text.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who marked a call and how, in short: scores with the same fingerprint are on one scale, others need not be.
 *
 * @param hash 12 hexadecimal digits over the parts: the same for equal parts on every machine and in every version
 * @param parts what it stands for; null where only the hash was read
 */
public record JudgeFingerprint(String hash, @Nullable Parts parts) {

    /** How the version of a metric begins that no judge has a part in. */
    public static final String COMPUTED = "computed ";

    private static final int BYTES = 6;

    /**
     * What a fingerprint is made of.
     *
     * @param endpointHost host and port of the endpoint; null when nothing left this process
     * @param prompts a hash over all prompts; for the embedded judge the version of its rules
     * @param parameters how the judge is asked, such as {@code temperature}
     * @param metrics the version of each metric's arithmetic and parameters, by metric; {@link #COMPUTED} stands before
     *     the version of one that asks no judge
     */
    public record Parts(
            String judgeModel,
            String embeddingModel,
            @Nullable String endpointHost,
            String prompts,
            SortedMap<String, String> parameters,
            SortedMap<String, String> metrics) {

        public Parts {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
            metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        }

        /** The same judge marking these metrics. */
        public Parts marking(Map<String, String> versions) {
            return new Parts(judgeModel, embeddingModel, endpointHost, prompts, parameters, new TreeMap<>(versions));
        }

        private String text() {
            return String.join(
                    "\n",
                    judgeModel,
                    embeddingModel,
                    String.valueOf(endpointHost),
                    prompts,
                    parameters.toString(),
                    metrics.toString());
        }
    }

    /** The fingerprint of these parts. */
    public static JudgeFingerprint of(Parts parts) {
        return new JudgeFingerprint(hash(parts.text()), parts);
    }

    /** The fingerprint of one metric's marks: the same judge, without regard to the other metrics; null without parts. */
    public @Nullable String ofMetric(String metric) {
        String version = parts == null ? null : parts.metrics().get(metric);
        if (parts == null || version == null) {
            return null;
        }
        return hash(
                version.startsWith(COMPUTED)
                        ? metric + " " + version
                        : parts.marking(Map.of(metric, version)).text());
    }

    /** The first 12 hexadecimal digits of the text's SHA-256. */
    public static String hash(String text) {
        return Sha256.hex(text, BYTES);
    }
}
