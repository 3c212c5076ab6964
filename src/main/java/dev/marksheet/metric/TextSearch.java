package dev.marksheet.metric;

/** Looks for one text in another in time that grows with their lengths (Knuth, Morris, Pratt, SIAM J. Comput. 6, 1977). */
final class TextSearch {

    private static final long FEW_STEPS = 10_000_000;

    private TextSearch() {}

    /** As {@link String#contains}, which takes minutes for some pairs of long texts. */
    static boolean contains(String text, String part) {
        if (part.length() > text.length()) {
            return false;
        }
        return (long) text.length() * part.length() <= FEW_STEPS
                ? text.contains(part)
                : find(text, part, borders(part));
    }

    private static boolean find(String text, String part, int[] borders) {
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (text.charAt(i) == part.charAt(matched)) {
                matched++;
            }
            if (matched == part.length()) {
                return true;
            }
        }
        return false;
    }

    /** For each beginning of the part, how much of it is also its end. */
    private static int[] borders(String part) {
        int[] borders = new int[part.length()];
        int matched = 0;
        for (int i = 1; i < part.length(); i++) {
            while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (part.charAt(i) == part.charAt(matched)) {
                matched++;
            }
            borders[i] = matched;
        }
        return borders;
    }
}
