package dev.marksheet.bench;

/** Lets time pass. */
final class Pause {

    private Pause() {}

    static void milliseconds(long count) {
        try {
            Thread.sleep(count);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the measurement was interrupted", e);
        }
    }
}
