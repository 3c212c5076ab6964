package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.JudgeReply;
import java.util.List;

/**
 * A judge's answer and what it cost.
 *
 * @param reply the reply
 * @param usage requests and tokens spent on it
 * @param words what the judge wrote, all tries in their order; empty where nothing was written, as by the embedded judge
 */
public record Judged<R>(R reply, Usage usage, List<JudgeReply> words) {

    public Judged {
        words = List.copyOf(words);
    }

    /** An answer without words of the judge. */
    public Judged(R reply, Usage usage) {
        this(reply, usage, List.of());
    }
}
