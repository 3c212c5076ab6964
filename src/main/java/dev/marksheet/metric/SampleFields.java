package dev.marksheet.metric;

import dev.marksheet.session.Sample;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a sample that are there, by RAGAS's names, as a criterion shows them to the judge. */
final class SampleFields {

    private SampleFields() {}

    /** All fields but the reference contexts, which RAGAS does not send for scores. */
    static Map<String, String> of(Sample sample) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "user_input", sample.question());
        put(fields, "response", sample.answer());
        put(fields, "retrieved_contexts", Passages.joined(sample.contexts()));
        put(fields, "reference", sample.groundTruth());
        return Collections.unmodifiableMap(fields);
    }

    /** All fields. */
    static Map<String, String> withReferenceContexts(Sample sample) {
        Map<String, String> fields = new LinkedHashMap<>(of(sample));
        put(fields, "reference_contexts", Passages.joined(sample.referenceContexts()));
        return Collections.unmodifiableMap(fields);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            fields.put(name, text);
        }
    }
}
