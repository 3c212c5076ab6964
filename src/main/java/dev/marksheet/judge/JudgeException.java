package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The judge gave nothing usable. The message is written for the person who reads the report: it names what happened and
 * the way out, and never holds a key.
 */
public final class JudgeException extends RuntimeException {

    /** The bundle of what a judge's faults are called. */
    public static final String FAULTS = "judge.faults";

    private static final long serialVersionUID = 1;

    /** The words of {@link Runtime#addShutdownHook}. */
    private static final String SHUTDOWN = "Shutdown in progress";

    private final boolean retryable;
    private final boolean outage;
    private final transient Usage usage;
    private final transient List<JudgeReply> words;
    private final @Nullable String key;

    /**
     * @param retryable whether asking again later may help
     * @param usage what was spent in vain
     */
    public JudgeException(String message, boolean retryable, Usage usage, @Nullable Throwable cause) {
        this(message, retryable, usage, List.of(), cause);
    }

    /** @param words what the judge wrote, all tries in their order */
    public JudgeException(
            String message, boolean retryable, Usage usage, List<JudgeReply> words, @Nullable Throwable cause) {
        this(message, retryable, false, usage, words, null, cause);
    }

    private JudgeException(
            String message,
            boolean retryable,
            boolean outage,
            Usage usage,
            List<JudgeReply> words,
            @Nullable String key,
            @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
        this.outage = outage;
        this.usage = usage;
        this.words = List.copyOf(words);
        this.key = key;
    }

    /**
     * A failure of somebody who does not know the call and its language.
     *
     * @param key what happened, in the bundle of faults
     */
    public static JudgeException ofKey(String key, boolean retryable, @Nullable Throwable cause) {
        String message = Wording.of(FAULTS, Language.EN).text(key);
        return new JudgeException(message, retryable, false, Usage.NONE, List.of(), key, cause);
    }

    /** The same in the words of a call's language, where it is not in them yet. */
    JudgeException in(Wording faults) {
        return key == null
                ? this
                : new JudgeException(faults.text(key), retryable, outage, usage, words, null, getCause());
    }

    /** Says that no question to the endpoint can be answered for the time being, whatever it is. */
    public static JudgeException outage(String message, Usage usage, List<JudgeReply> words) {
        return new JudgeException(message, true, true, usage, words, null, null);
    }

    /** Whether this is the endpoint's fault and not the question's: it should wait until the endpoint is back. */
    public boolean outage() {
        return outage;
    }

    /** Whether it failed because this process is about to end: whatever was asked is worth asking again by the next one. */
    boolean stopping() {
        Throwable cause = getCause();
        while (cause != null && !isShutdown(cause)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** A library that is first used while the JVM stops can't register what it wants done at the end. */
    private static boolean isShutdown(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof RejectedExecutionException
                || cause instanceof IllegalStateException && message.equals(SHUTDOWN)
                || cause instanceof ExceptionInInitializerError && message.contains(SHUTDOWN);
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
