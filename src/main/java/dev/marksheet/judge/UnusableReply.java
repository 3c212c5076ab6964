package dev.marksheet.judge;

/** A reply came, but there is no answer in it. */
final class UnusableReply extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Why; decides how often it is worth asking again. */
    enum Kind {
        /** No JSON of the asked form. */
        UNREADABLE,
        /** JSON, but not one item for each item asked about, or a value that is not allowed. */
        WRONG,
        EMPTY,
        REFUSED
    }

    private final Kind kind;
    private final String reply;

    UnusableReply(Kind kind, String message, String reply) {
        super(message);
        this.kind = kind;
        this.reply = reply;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** What the judge wrote; empty when it wrote nothing. */
    String reply() {
        return reply;
    }
}
