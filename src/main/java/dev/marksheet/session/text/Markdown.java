package dev.marksheet.session.text;

import java.util.regex.Pattern;

/**
 * Puts words of users and models into Markdown so that they stay words: they can't end a table cell, start a heading or
 * a link, or bring HTML along. Pure; safe for use by many threads at once.
 */
public final class Markdown {

    private static final String SPECIAL = "\\|<>*_`[]#&~$";
    private static final Pattern PLAIN = Pattern.compile("[\\p{IsAlphabetic}\\p{IsDigit} ._:/@+~-]+");

    private Markdown() {}

    /**
     * The text on one line, with a backslash before every character that Markdown could read as markup. Line breaks and
     * tabs become one space; characters that turn the direction of the text after them are left out, because they would
     * reorder the cells that follow.
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString().strip();
    }

    private static void append(StringBuilder escaped, int c) {
        if (breaksLine(c)) {
            if (escaped.length() > 0 && escaped.charAt(escaped.length() - 1) != ' ') {
                escaped.append(' ');
            }
        } else if (!turnsDirection(c)) {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c);
        }
    }

    /** A name as code where its characters allow it, else escaped. */
    public static String code(String name) {
        return PLAIN.matcher(name).matches() && !name.isBlank() ? "`" + name + "`" : escape(name);
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    private static boolean turnsDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }
}
