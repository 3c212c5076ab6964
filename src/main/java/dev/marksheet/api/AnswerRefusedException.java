package dev.marksheet.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A large answer was not begun, as too many large ones are being sent. */
final class AnswerRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    AnswerRefusedException() {
        super("too many large answers are being sent");
    }

    /** Whether it is what stands behind a failure. */
    static boolean in(@Nullable Throwable failure) {
        int depth = 0;
        for (Throwable e = failure; e != null && depth < 20; e = e.getCause()) {
            if (e instanceof AnswerRefusedException) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
