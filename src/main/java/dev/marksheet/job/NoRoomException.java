package dev.marksheet.job;

import java.util.function.Consumer;

/** Other large texts have the room that this call needs. It has not been begun. */
public final class NoRoomException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Consumer<Runnable> line;

    public NoRoomException(Consumer<Runnable> line) {
        super("large texts of other calls are being worked on", null, false, false);
        this.line = line;
    }

    /**
     * Gets the call its room, which it must come for then.
     *
     * @param ready what is done when the room is there, at once or by another thread
     */
    public void whenThereIsRoom(Runnable ready) {
        line.accept(ready);
    }
}
