package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Wording;

/**
 * Bounds what the local judge does for one task: comparing is statements times sentences, so that texts of a legal size
 * could keep a processor busy for minutes. It also ends the work of a thread that was interrupted. Used by one thread.
 */
final class LocalEffort {

    /** Look-ups; some seconds of one processor, a thousand times what a long answer with twenty passages takes. */
    static final long MOST = 100_000_000;

    private static final long BETWEEN_LOOKS = 1 << 16;

    private final Wording words;
    private final long most;
    private long spent;
    private long nextLook = BETWEEN_LOOKS;

    LocalEffort(Wording words) {
        this(words, MOST);
    }

    LocalEffort(Wording words, long most) {
        this.words = words;
        this.most = most;
    }

    /**
     * Counts look-ups that are about to be made.
     *
     * @throws JudgeException if they are too many, or if the thread was interrupted, which stays so
     */
    void spend(long steps) {
        spent += steps;
        if (spent > most) {
            throw new JudgeException(words.text("too_long"), false, Usage.NONE, null);
        }
        if (spent >= nextLook) {
            nextLook = spent + BETWEEN_LOOKS;
            if (Thread.currentThread().isInterrupted()) {
                throw new JudgeException(words.text("interrupted"), true, Usage.NONE, null);
            }
        }
    }
}
