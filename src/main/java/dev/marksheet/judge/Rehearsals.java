package dev.marksheet.judge;

import dev.marksheet.session.text.Language;

/**
 * Judges and embedders that send nothing: they answer as the embedded judge would, and the usage of their answers is what
 * asking the model would take. Safe for use by many threads at once.
 */
public interface Rehearsals {

    /** In the place of a judge that is asked in {@code language}. */
    Judge judge(String model, Language language);

    /** In the place of an embedder; its vectors mean nothing. */
    Embedder embedder(String model);
}
