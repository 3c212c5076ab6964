package dev.marksheet.client;

/** What a gate says of a session. */
public enum GateVerdict {
    /** It is good enough. */
    PASS,
    /** It is not. */
    FAIL,
    /** The calls so far prove neither. */
    UNDECIDED
}
