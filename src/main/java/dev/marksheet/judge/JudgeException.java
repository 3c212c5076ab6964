package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The judge gave nothing usable. The message is written for the person who reads the report: it names what happened and
 * the way out, and never holds a key.
 */
public final class JudgeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean retryable;
    private final transient Usage usage;

    /**
     * @param retryable whether asking again later may help
     * @param usage what was spent in vain
     */
    public JudgeException(String message, boolean retryable, Usage usage, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
        this.usage = usage;
    }

    /** Whether asking again later may help. */
    public boolean retryable() {
        return retryable;
    }

    /** What was spent in vain. */
    public Usage usage() {
        return usage;
    }
}
