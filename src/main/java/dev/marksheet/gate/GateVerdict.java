package dev.marksheet.gate;

/** What a gate says of one criterion, or of all of them. */
public enum GateVerdict {
    PASS,
    FAIL,
    UNDECIDED
}
