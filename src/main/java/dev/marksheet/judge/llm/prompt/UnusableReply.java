package dev.marksheet.judge.llm.prompt;

import dev.marksheet.session.text.Wording;

/** A reply came, but there is no answer in it. Its message is for logs; people read {@link #reason}. */
public final class UnusableReply extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why; decides how often it is worth asking again. */
    public enum Kind {
        /** No JSON of the asked form. */
        UNREADABLE,
        /** JSON, but not one item for each item asked about, or a value that is not allowed. */
        WRONG,
        EMPTY,
        REFUSED
    }

    private final Kind kind;
    private final String key;
    private final String reply;
    private final transient Object[] values;

    /**
     * @param key what is wrong, in the bundle of faults
     * @param values what to put into its places
     */
    public UnusableReply(Kind kind, String key, String reply, Object... values) {
        super(key);
        this.kind = kind;
        this.key = key;
        this.reply = reply;
        this.values = values.clone();
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong with it. */
    public String reason(Wording faults) {
        return faults.text(key, values);
    }

    /** What the judge wrote; empty when it wrote nothing. */
    public String reply() {
        return reply;
    }
}
