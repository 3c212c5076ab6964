package dev.marksheet.judge;

/**
 * On whose behalf a thread asks. Where requests wait for the endpoint, askers of different names are served in turn, and
 * of those of one name the one that came first: its calls then end one after the other instead of all at last. Threads
 * without an asker count as one together.
 *
 * @param name told from others by {@code equals}
 * @param order the lower, the sooner among askers of one name
 */
public record Asker(Object name, long order) {

    private static final Asker NOBODY = new Asker(new Object(), 0);
    private static final ThreadLocal<Asker> CURRENT = ThreadLocal.withInitial(() -> NOBODY);

    static Asker current() {
        return CURRENT.get();
    }

    /** Does work on behalf of this asker. */
    public void run(Runnable work) {
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }
}
