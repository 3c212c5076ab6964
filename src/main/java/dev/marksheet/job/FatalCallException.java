package dev.marksheet.job;

/** Again and again the process ended while a call was being scored, and nothing else explains it. */
final class FatalCallException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int stops;

    FatalCallException(int stops) {
        super("the process ended " + stops + " times while the call was being scored");
        this.stops = stops;
    }

    int stops() {
        return stops;
    }
}
