package dev.marksheet.judge.llm.endpoint;

import dev.langchain4j.exception.HttpException;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the endpoint went wrong. It has no cause on purpose: langchain4j keeps only the innermost exception
 * of a chain, and this one carries what the retries need.
 */
public final class EndpointFault extends HttpException {

    private static final long serialVersionUID = 1;

    /** What went wrong, seen from the question of whether and when to send the request again. */
    public enum Kind {
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
        /** Every request is refused until somebody changes something. */
        BLOCKED,
        /** The model declines to answer. */
        REFUSAL,
        /** Sending the same again can't help. */
        FINAL
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;
    private final transient ErrorBody error;
    private final ErrorMeaning meaning;
    private final @Nullable String key;
    private final transient Object[] values;

    private EndpointFault(
            Kind kind,
            int status,
            String message,
            ErrorBody error,
            ErrorMeaning meaning,
            @Nullable Duration retryAfter,
            @Nullable String key,
            Object... values) {
        super(status, message);
        this.kind = kind;
        this.error = error;
        this.meaning = meaning;
        this.retryAfter = retryAfter;
        this.key = key;
        this.values = values;
    }

    /**
     * A fault that no response stands for.
     *
     * @param key what happened, in the bundle of faults
     * @param values what to put into its places
     */
    public static EndpointFault of(Kind kind, String key, Object... values) {
        String message = Wording.of(JudgeException.FAULTS, Language.EN).text(key, values);
        return new EndpointFault(kind, 0, message, ErrorBody.NONE, ErrorMeaning.UNKNOWN, null, key, values);
    }

    /** The fault that a response with an error status stands for; the message is its body. */
    static EndpointFault ofStatus(int status, String body, @Nullable Duration retryAfter) {
        ErrorBody error = ErrorBody.of(body);
        ErrorMeaning meaning = ProviderQuirks.meaning(error);
        return new EndpointFault(kindOf(status, error, meaning), status, body, error, meaning, retryAfter, null);
    }

    /** The fault that a model's declining stands for. */
    static EndpointFault refusal(String said) {
        return new EndpointFault(Kind.REFUSAL, 0, said, ErrorBody.NONE, ErrorMeaning.UNKNOWN, null, null);
    }

    private static Kind kindOf(int status, ErrorBody error, ErrorMeaning meaning) {
        if (Blockage.in(status, error, meaning) != null) {
            return Kind.BLOCKED;
        }
        if (status == 408 || status == 429 || status == 503) {
            return Kind.BUSY;
        }
        return status >= 500 ? Kind.SERVER_ERROR : Kind.FINAL;
    }

    public Kind kind() {
        return kind;
    }

    /** Why every request is refused; null when it is not. */
    @Nullable
    Blockage blockage() {
        return kind == Kind.BLOCKED ? Blockage.in(statusCode(), error, meaning) : null;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** What the error body says; of a fault without one, nothing. */
    public ErrorBody error() {
        return error;
    }

    /** What the error body means. */
    public ErrorMeaning meaning() {
        return meaning;
    }

    /** What happened, where no response tells; null where one does. */
    @Nullable
    String said(Wording faults) {
        return key == null ? null : faults.text(key, values);
    }

    /** The body as it came, or what happened in English: for logs. */
    String body() {
        return String.valueOf(getMessage());
    }
}
