package dev.marksheet.session.evidence;

import dev.marksheet.session.text.Bounded;
import org.jspecify.annotations.Nullable;

/**
 * What a judge wrote, word for word.
 *
 * @param question the kind of question that was asked, such as {@code statements} or {@code usefulness}
 * @param passage index of the context that the question was about, from 0; null when it was not about one alone
 * @param reply its words, unread and unmended, at most {@link #MAX_LENGTH} characters (UTF-16 units) of them
 */
public record JudgeReply(String question, @Nullable Integer passage, String reply) {

    /** The most characters of a reply that are kept. */
    public static final int MAX_LENGTH = 4000;

    /** The most replies that are kept for one metric of one call. */
    public static final int MAX_REPLIES = 20;

    public JudgeReply {
        reply = Bounded.cut(reply, MAX_LENGTH);
    }

    /** The same, to a question about a passage. */
    public JudgeReply about(@Nullable Integer newPassage) {
        return new JudgeReply(question, newPassage, reply);
    }
}
