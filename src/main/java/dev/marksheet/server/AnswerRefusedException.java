package dev.marksheet.server;

import java.io.IOException;

/** A large answer was not begun, as too many large ones are being sent. */
final class AnswerRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    AnswerRefusedException() {
        super("too many large answers are being sent");
    }
}
