package dev.marksheet.job.queue;

/**
 * Keeps work back that would meet the same refusal, over pauses between which one piece of it is tried. Safe for use by many
 * threads at once.
 */
final class Breaker {

    /** How often in a row; work flows while this is 0. */
    private volatile int refusals;

    private boolean pausing;

    boolean keepsBack() {
        return refusals > 0;
    }

    /** Something was refused. Gives how often in a row, where a pause is to begin now; 0 where one is going on. */
    synchronized int refused() {
        if (pausing) {
            refusals = Math.max(refusals, 1);
            return 0;
        }
        pausing = true;
        return ++refusals;
    }

    synchronized void pauseIsOver() {
        pausing = false;
    }

    /** Something went through; gives whether work was kept back until now. */
    synchronized boolean wentThrough() {
        boolean kept = refusals > 0;
        refusals = 0;
        return kept;
    }
}
