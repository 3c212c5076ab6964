package dev.marksheet.session.text;

/** Cuts texts, never within a character. Pure; safe for use by many threads at once. */
public final class Bounded {

    private Bounded() {}

    /** The text itself, or its start and an ellipsis, {@code most} characters (UTF-16 units) in all. */
    public static String cut(String text, int most) {
        return text.length() <= most ? text : start(text, most - 1) + "…";
    }

    /** The text's first {@code most} characters (UTF-16 units), one less where the last would be half a character. */
    public static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean half = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, half ? most - 1 : most);
    }
}
