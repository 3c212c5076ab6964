package dev.marksheet.judge.local;

import java.util.Locale;

/** The kinds of trouble that the local judge can see in a statement. */
enum Trouble {
    /** A number that the passages lack. */
    NEW_NUMBER,
    /** A number that stands elsewhere in the passages, while the matching sentence has another. */
    MISPLACED_NUMBER,
    /** A name that neither passages nor question hold. */
    NEW_NAME,
    /** Other words that neither passages nor question hold. */
    NEW_WORDS,
    /** Denied here and said there, or the other way round. */
    NEGATION,
    /** The opposite of a word of the matching sentence. */
    ANTONYM,
    /** The same number with another unit. */
    UNIT,
    /** Two names that have changed places. */
    ROLES,
    /** No two neighbouring sentences hold what the passages hold in all. */
    SCATTERED_EVIDENCE,
    /** Its words are there, but not side by side. */
    OTHER_ORDER,
    /** The judge has no good means to judge it. */
    LOW_CONFIDENCE;

    /** The name in the evidence. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
