package dev.marksheet.judge.local;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word, a number or a Chinese character.
 *
 * @param text as it is written
 * @param stem what it is compared by; equal for the inflections of an English word and for the spellings of a number
 * @param weight how much it says, 0.05..1: rare words more than frequent ones
 * @param digits whether it is written in digits
 * @param capitalised whether it begins with a capital
 * @param stop whether it says next to nothing by itself
 * @param first whether it opens its text
 * @param start offset in the text it was read from (UTF-16 units)
 */
record Token(
        String text,
        String stem,
        double weight,
        boolean digits,
        boolean capitalised,
        boolean stop,
        boolean first,
        int start) {

    private static final Set<String> NO_NUMBERS = Set.of("one", "once", "twice", "first", "second", "third");

    /** More of a word is of no use in a sentence that names it. */
    static final int LONGEST_SHOWN = 60;

    /** The words that say something. */
    static List<Token> content(List<Token> words) {
        return words.stream().filter(word -> !word.stop).toList();
    }

    int end() {
        return start + text.length();
    }

    /** Whether it looks like a name: a capital that opening the sentence does not explain. */
    boolean name() {
        return capitalised && !first && !digits;
    }

    /** Whether it is a number, in digits or as a word; "one" and ordinals say too often something else. */
    boolean number() {
        return digits || stem.startsWith("#") && !NO_NUMBERS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** A key under which this word followed by {@code next} is remembered. */
    String pairWith(Token next) {
        return stem + '|' + next.stem;
    }
}
