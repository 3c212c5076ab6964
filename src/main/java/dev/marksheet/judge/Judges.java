package dev.marksheet.judge;

import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;

/** The judges and embedders that calls can name. Safe for use by many threads at once. */
public interface Judges {

    /** The name of the embedded judge and of the embedded embeddings. */
    String LOCAL = "local";

    /** The judge model used where a call names none. */
    String defaultJudgeModel();

    /** The embedding model used where a call names none. */
    String defaultEmbeddingModel();

    /** Whether judges other than {@link #LOCAL} can be named, that is, whether an endpoint is configured. */
    boolean hasEndpoint();

    /** The same of embedders, whose endpoint may be one of their own. */
    boolean hasEmbeddingEndpoint();

    /**
     * A judge that is asked in the language of each question's texts. Without an endpoint, one of any other name than
     * {@link #LOCAL} answers every question with an {@linkplain JudgeException#outage() outage}.
     */
    Judge judge(String model);

    /** The same, asked in {@code language}. */
    Judge judge(String model, Language language);

    /** The language in which a sample is judged where the call names none: the configured one, else that of its texts. */
    Language language(Sample sample);

    /**
     * Who marks a call, as far as is known when its answers are there: what a model does not take shows only then. The
     * metrics are left open.
     */
    JudgeFingerprint.Parts identity(ScoreRequest request);

    /** An embedder; without an endpoint, as with judges. */
    Embedder embedder(String model);

    /** The usage with what it costs at the price that is configured for a model; as it is, where there is none. */
    Usage priced(String model, Usage usage);
}
