package dev.marksheet.judge.llm.prompt;

import dev.marksheet.session.evidence.Quote;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the words that a judge claims to have read. First as they are, then without regard to white space, case, the
 * kind of quote marks and dashes, and full-width forms.
 */
final class Quotes {

    private static final String DOUBLE_MARKS = "“”„«»「」『』″＂";
    private static final String SINGLE_MARKS = "‘’‚‹›′`";
    private static final String DASHES = "‐‑‒–—―−";

    private Quotes() {}

    /**
     * Finds {@code words} in one of the passages.
     *
     * @param number the passage that the judge named, from 1; anything else when it named none
     * @return where they stand, or a made-up quote; null when there are no words
     */
    static @Nullable Quote find(List<String> passages, String words, int number) {
        String bare = trim(words);
        if (bare.isEmpty()) {
            return null;
        }
        int named = number >= 1 && number <= passages.size() ? number - 1 : -1;
        for (boolean exact : new boolean[] {true, false}) {
            Quote there = named < 0 ? null : in(passages.get(named), named, bare, exact);
            for (int i = 0; there == null && i < passages.size(); i++) {
                there = in(passages.get(i), i, bare, exact);
            }
            if (there != null) {
                return there;
            }
        }
        return Quote.madeUp(named, words.strip());
    }

    private static @Nullable Quote in(String passage, int index, String words, boolean exact) {
        if (exact) {
            int start = passage.indexOf(words);
            return start < 0 ? null : Quote.at(index, passage, start, start + words.length());
        }
        Folded text = Folded.of(passage);
        String wanted = Folded.of(words).text();
        int start = wanted.isEmpty() ? -1 : text.text().indexOf(wanted);
        return start < 0
                ? null
                : Quote.at(index, passage, text.offsets()[start], text.offsets()[start + wanted.length() - 1] + 1);
    }

    /** Takes off the marks and dots that a judge puts around a quote. */
    private static String trim(String words) {
        int start = 0;
        int end = words.length();
        while (start < end && isWrapping(words.charAt(start))) {
            start++;
        }
        while (end > start && isWrapping(words.charAt(end - 1))) {
            end--;
        }
        String bare = words.substring(start, end);
        return bare.endsWith("...") ? bare.substring(0, bare.length() - 3).strip() : bare;
    }

    private static boolean isWrapping(char c) {
        return Character.isWhitespace(c)
                || c == '"'
                || c == '\''
                || c == '…'
                || (DOUBLE_MARKS + SINGLE_MARKS).indexOf(c) >= 0;
    }

    /**
     * A text with all that does not matter levelled, and where each of its characters stood.
     *
     * @param offsets of each character of {@code text} in the original
     */
    private record Folded(String text, int[] offsets) {

        static Folded of(String original) {
            char[] text = new char[original.length()];
            int length = 0;
            int[] offsets = new int[original.length()];
            for (int i = 0; i < original.length(); i++) {
                char c = original.charAt(i);
                if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                    offsets[length] = i;
                    text[length++] = level(c);
                }
            }
            return new Folded(new String(text, 0, length), offsets);
        }

        private static char level(char c) {
            if (c >= '！' && c <= '～') {
                return Character.toLowerCase((char) (c - '！' + '!'));
            }
            if (DOUBLE_MARKS.indexOf(c) >= 0) {
                return '"';
            }
            if (SINGLE_MARKS.indexOf(c) >= 0) {
                return '\'';
            }
            return DASHES.indexOf(c) >= 0 ? '-' : Character.toLowerCase(c);
        }
    }
}
