package dev.marksheet.judge.local;

/**
 * A sentence, or a piece of one, and where it stands in its text.
 *
 * @param start offset of the first character (UTF-16 units)
 * @param end offset after the last character
 */
record Sentence(int start, int end, String text) {}
