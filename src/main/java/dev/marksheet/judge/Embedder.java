package dev.marksheet.judge;

import java.util.List;

/** Turns texts into vectors. Safe for use by many threads at once. */
public interface Embedder {

    /**
     * The vectors of {@code texts}, same order, all of one dimension. An empty text is embedded as one space.
     *
     * @throws JudgeException if the texts could not be embedded
     */
    Answer<List<double[]>> embed(List<String> texts);
}
