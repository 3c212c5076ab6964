package dev.marksheet.web.call;

import dev.marksheet.session.text.Bounded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of a call with its marks, cut when it is long.
 *
 * @param part its name in URLs: {@code question}, {@code answer}, {@code ground_truth} or {@code context-N}
 * @param whole where all of it can be read; null when nothing was cut
 * @param length of the whole, in characters
 */
record MarkedText(
        String part, List<Marks.Piece> pieces, @Nullable String whole, int length) {

    private static final int MAX_LENGTH = 6_000;

    /**
     * @param here the page's URL, ready for another parameter
     * @param wanted the part that is to be shown in whole; empty for none
     */
    static MarkedText of(String part, String text, List<Marks.Span> spans, String here, String wanted) {
        boolean cut = text.length() > MAX_LENGTH && !part.equals(wanted);
        String shown = cut ? Bounded.start(text, MAX_LENGTH) : text;
        return new MarkedText(
                part, Marks.of(shown, spans), cut ? here + "whole=" + part + "#" + part : null, text.length());
    }
}
