package dev.marksheet.metric;

import java.util.Locale;

/** How numbers stand in formulas: two decimals and a point, whatever the machine's language. */
final class Figures {

    private Figures() {}

    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
