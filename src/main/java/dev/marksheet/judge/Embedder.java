package dev.marksheet.judge;

import dev.marksheet.session.text.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns texts into vectors. Safe for use by many threads at once. */
public interface Embedder {

    /**
     * The vectors of {@code texts}, same order, all of one dimension. An empty text is embedded as one space.
     *
     * @throws JudgeException if the texts could not be embedded
     */
    Judged<List<double[]>> embed(List<String> texts);

    /** The same, whose failures are told in {@code language}; one that leaves the telling to who asks is that already. */
    default Embedder telling(Language language) {
        return this;
    }

    /**
     * The embedder for all texts of a call in {@code language}. Its vectors can be compared with one another however the
     * texts are divided over requests; an embedder with one model for all languages is that already.
     */
    default Embedder in(Language language) {
        return this;
    }

    /**
     * How to read a cosine of a question and an answer to it as relevance; null where nobody measured that for this model,
     * or for the questions' own likeness.
     */
    default Reply.@Nullable Scale scale(Reply.ProbeKind kind) {
        return null;
    }
}
