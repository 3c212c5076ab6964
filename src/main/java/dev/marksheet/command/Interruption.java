package dev.marksheet.command;

/** Has something done when somebody ends the process, as Ctrl-C does, while this is open. */
final class Interruption implements AutoCloseable {

    private final Thread hook;
    private volatile boolean begun;

    Interruption(Runnable work) {
        hook = new Thread(
                () -> {
                    begun = true;
                    work.run();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process is ending: whatever fails now is no matter. */
    boolean isGoingOn() {
        return begun;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; nothing more is to be said by this thread.
            begun = true;
        }
    }
}
