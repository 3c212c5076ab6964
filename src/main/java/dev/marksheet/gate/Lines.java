package dev.marksheet.gate;

/** Keeps words of users on one line. Pure. */
final class Lines {

    private Lines() {}

    /** The text without line breaks, control characters and those that turn the direction of what follows. */
    static String one(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ");
    }
}
