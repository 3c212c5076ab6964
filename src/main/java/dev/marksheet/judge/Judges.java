package dev.marksheet.judge;

/** The judges and embedders that calls can name. Safe for use by many threads at once. */
public interface Judges {

    /** The name of the embedded judge and of the embedded embeddings. */
    String LOCAL = "local";

    /** The judge model used where a call names none. */
    String defaultJudgeModel();

    /** The embedding model used where a call names none. */
    String defaultEmbeddingModel();

    /** Whether models other than {@link #LOCAL} can be named, that is, whether an endpoint is configured. */
    boolean hasEndpoint();

    /** @throws IllegalArgumentException if {@code model} is not {@link #LOCAL} and no endpoint is configured */
    Judge judge(String model);

    /** @throws IllegalArgumentException if {@code model} is not {@link #LOCAL} and no endpoint is configured */
    Embedder embedder(String model);
}
