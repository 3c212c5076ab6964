package dev.marksheet.judge;

/** Answers judge tasks. Safe for use by many threads at once. */
public interface Judge {

    /**
     * Answers one task, blocking until the answer is there. An interrupt ends the wait with a {@link JudgeException}
     * and leaves the interrupt flag set.
     *
     * @throws JudgeException if no usable answer could be had
     */
    <R> Answer<R> ask(JudgeTask<R> task);
}
