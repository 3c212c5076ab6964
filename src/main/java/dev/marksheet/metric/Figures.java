package dev.marksheet.metric;

import java.util.Locale;

/** How numbers stand in formulas: two decimals and a point, whatever the machine's language. */
final class Figures {

    private Figures() {}

    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Such as {@code 4 of 5 statements supported}. */
    static String share(long part, long whole, String what) {
        return part + " of " + whole + " " + what;
    }
}
