package dev.marksheet.session.text;

import org.jspecify.annotations.Nullable;

/** What every text of a call must keep to: else no UTF-8 file or database could keep it as it is. */
public final class TextRule {

    private TextRule() {}

    /** How many characters a reader counts who knows nothing of UTF-16: an ideograph or an emoji of two units is one. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What is wrong with the text, in words that follow its name; null when nothing is. */
    public static @Nullable String fault(String text) {
        if (text.indexOf(0) >= 0) {
            return "must not contain the character U+0000";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "must not contain unpaired surrogates: it could not be kept as UTF-8";
            }
        }
        return null;
    }
}
