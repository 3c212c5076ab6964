package dev.marksheet.judge;

import dev.marksheet.session.JudgeReply;
import dev.marksheet.session.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judge gave nothing usable. The message is written for the person who reads the report: it names what happened and
 * the way out, and never holds a key.
 */
public final class JudgeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean retryable;
    private final boolean outage;
    private final transient Usage usage;
    private final transient List<JudgeReply> words;

    /**
     * @param retryable whether asking again later may help
     * @param usage what was spent in vain
     */
    public JudgeException(String message, boolean retryable, Usage usage, @Nullable Throwable cause) {
        this(message, retryable, usage, List.of(), cause);
    }

    /** @param words what the judge wrote, all tries in their order */
    JudgeException(String message, boolean retryable, Usage usage, List<JudgeReply> words, @Nullable Throwable cause) {
        this(message, retryable, false, usage, words, cause);
    }

    private JudgeException(
            String message,
            boolean retryable,
            boolean outage,
            Usage usage,
            List<JudgeReply> words,
            @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
        this.outage = outage;
        this.usage = usage;
        this.words = List.copyOf(words);
    }

    /** Says that no question to the endpoint can be answered for the time being, whatever it is. */
    static JudgeException outage(String message, Usage usage, List<JudgeReply> words) {
        return new JudgeException(message, true, true, usage, words, null);
    }

    /** Whether this is the endpoint's fault and not the question's: it should wait until the endpoint is back. */
    public boolean outage() {
        return outage;
    }

    /** Whether asking again later may help. */
    public boolean retryable() {
        return retryable;
    }

    /** What was spent in vain. */
    public Usage usage() {
        return usage;
    }

    /** What the judge wrote, all tries in their order; none of it could be used. */
    public List<JudgeReply> words() {
        return words;
    }
}
