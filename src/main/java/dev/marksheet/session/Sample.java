package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one call asks to be marked. Texts are kept byte for byte.
 *
 * @param question the user's question, never blank
 * @param answer the answer under judgement, or null when the call has none
 * @param contexts the retrieved passages in rank order, empty when the call has none
 * @param groundTruth the reference answer, or null when the call has none
 * @param referenceContexts the passages that should have been retrieved, empty when unknown
 * @param retrievedContextIds ids of the retrieved passages, empty when unknown
 * @param referenceContextIds ids of the passages that should have been retrieved, empty when unknown
 */
public record Sample(
        String question,
        @Nullable String answer,
        List<String> contexts,
        @Nullable String groundTruth,
        List<String> referenceContexts,
        List<String> retrievedContextIds,
        List<String> referenceContextIds) {

    public Sample {
        contexts = List.copyOf(contexts);
        referenceContexts = List.copyOf(referenceContexts);
        retrievedContextIds = List.copyOf(retrievedContextIds);
        referenceContextIds = List.copyOf(referenceContextIds);
    }

    /** A sample with the four classic fields only. */
    public static Sample of(
            String question, @Nullable String answer, List<String> contexts, @Nullable String groundTruth) {
        return new Sample(question, answer, contexts, groundTruth, List.of(), List.of(), List.of());
    }

    /** The language of question, answer and ground truth together. */
    public Language language() {
        return Language.of(Stream.of(question, answer == null ? "" : answer, groundTruth == null ? "" : groundTruth)
                .toList());
    }

    /**
     * What tells whether two calls ask the same question: a hash of its letters, however its characters are composed and
     * whatever white space stands between and around its words. 12 hexadecimal digits.
     */
    public String questionKey() {
        String plain =
                Normalizer.normalize(question, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        return JudgeFingerprint.hash(plain);
    }
}
