package dev.marksheet.judge;

/**
 * On whose behalf the current thread asks. Where requests wait for the endpoint, askers are served in turn; threads
 * without one count as one asker together.
 */
public final class Asker {

    private static final Object NOBODY = new Object();
    private static final ThreadLocal<Object> CURRENT = ThreadLocal.withInitial(() -> NOBODY);

    private Asker() {}

    static Object current() {
        return CURRENT.get();
    }

    /** Does work on behalf of {@code asker}, which is told from others by {@code equals}. */
    public static void runAs(Object asker, Runnable work) {
        CURRENT.set(asker);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }
}
