package dev.marksheet.judge;

import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the endpoint went wrong. It has no cause on purpose: langchain4j keeps only the innermost exception
 * of a chain, and this one carries what the retries need.
 */
final class EndpointFault extends HttpException {

    private static final long serialVersionUID = 1;

    /** What went wrong, seen from the question of whether and when to send the request again. */
    enum Kind {
        /** The calling thread was told to stop. */
        INTERRUPTED,
        /** Nobody listens at the address, or its name is unknown. */
        UNREACHABLE,
        /** No complete answer in time. */
        TIMEOUT,
        /** The connection broke while in use; often an idle one that the server had closed. */
        BROKEN,
        /** 408, 429 or 503: the endpoint is there and asks to come back later. */
        BUSY,
        /** Another 5xx, or a success that is no completion. */
        SERVER_ERROR,
        /** The model declines to answer. */
        REFUSAL,
        /** Sending the same again can't help. */
        FINAL
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    EndpointFault(Kind kind, int status, String message, @Nullable Duration retryAfter) {
        super(status, message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static EndpointFault of(Kind kind, String message) {
        return new EndpointFault(kind, 0, message, null);
    }

    /** The fault that a response with an error status stands for; the message is its body. */
    static EndpointFault ofStatus(int status, String body, @Nullable Duration retryAfter) {
        return new EndpointFault(kindOf(status, body), status, body, retryAfter);
    }

    private static Kind kindOf(int status, String body) {
        if (status == 429 && body.contains("insufficient_quota")) {
            return Kind.FINAL;
        }
        if (status == 408 || status == 429 || status == 503) {
            return Kind.BUSY;
        }
        return status >= 500 ? Kind.SERVER_ERROR : Kind.FINAL;
    }

    /** The fault within {@code failure}; whatever else langchain4j throws is a reply it could not make sense of. */
    static EndpointFault in(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof EndpointFault fault) {
                return fault;
            }
            if (t instanceof dev.langchain4j.exception.ContentFilteredException refusal) {
                return of(Kind.REFUSAL, String.valueOf(refusal.getMessage()));
            }
        }
        return of(Kind.SERVER_ERROR, "the reply is not a completion (" + failure.getMessage() + ")");
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    String body() {
        return String.valueOf(getMessage());
    }
}
