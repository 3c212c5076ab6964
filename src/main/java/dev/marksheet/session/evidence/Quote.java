package dev.marksheet.session.evidence;

/**
 * A piece of a passage that a verdict rests on.
 *
 * @param passage index of the passage, from 0; -1 when {@code found} is false and no passage was named
 * @param start offset of the first character in that passage (UTF-16 units); -1 when not found
 * @param end offset after the last character; -1 when not found
 * @param text the quoted words: exactly what stands there when found, the judge's own words when not
 * @param found whether the words really stand in the passage; false marks a made-up quote
 */
public record Quote(int passage, int start, int end, String text, boolean found) {

    /** Words that stand in {@code passageText} from {@code start} to {@code end}. */
    public static Quote at(int passage, String passageText, int start, int end) {
        return new Quote(passage, start, end, passageText.substring(start, end), true);
    }

    /** Words that the judge claims to have read in a passage but that stand in none. */
    public static Quote madeUp(int passage, String text) {
        return new Quote(passage, -1, -1, text, false);
    }
}
