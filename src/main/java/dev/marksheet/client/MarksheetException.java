package dev.marksheet.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service refused a request, or none answered. The message says what to do; it never holds the key. */
public final class MarksheetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<FieldError> errors;

    /**
     * What is wrong with a field.
     *
     * @param message in words that follow the name of the field
     */
    public record FieldError(String field, String message) {}

    MarksheetException(String message, int status, List<FieldError> errors, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** The HTTP status; 0 where no answer came. */
    public int status() {
        return status;
    }

    /** Whether no answer came: nothing listens there, or the connection broke, try after try. */
    public boolean isUnreachable() {
        return status == 0;
    }

    /** The fields that were wrong, as far as the service named any. */
    public List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }
}
