package dev.marksheet.judge;

import dev.marksheet.session.text.Language;

/** Answers judge tasks. Safe for use by many threads at once. */
public interface Judge {

    /**
     * Answers one task, blocking until the answer is there. An interrupt ends the wait with a {@link JudgeException}
     * and leaves the interrupt flag set.
     *
     * @throws JudgeException if no usable answer could be had
     */
    <R> Judged<R> ask(JudgeTask<R> task);

    /** The same judge with its reasons in {@code language}, whatever the data's is; itself where it is bound to one. */
    default Judge speaking(Language language) {
        return this;
    }
}
