package dev.marksheet.judge;

/**
 * On whose behalf a thread asks. Where requests wait for the endpoint, askers of different names are served in turn, and
 * of those of one name the one that came first: its calls then end one after the other instead of all at last. Threads
 * without an asker count as one together.
 *
 * @param name told from others by {@code equals}
 * @param order the lower, the sooner among askers of one name
 */
public record FairShareKey(Object name, long order) {

    private static final FairShareKey NOBODY = new FairShareKey(new Object(), 0);
    private static final ThreadLocal<FairShareKey> CURRENT = ThreadLocal.withInitial(() -> NOBODY);

    public static FairShareKey current() {
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
