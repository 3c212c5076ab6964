package dev.marksheet.session;

/** Cuts texts that are kept to explain something. Pure; safe for use by many threads at once. */
public final class Bounded {

    private Bounded() {}

    /** The text itself, or its start and an ellipsis, {@code most} characters (UTF-16 units) in all; no character is split. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
