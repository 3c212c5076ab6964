package dev.marksheet.command;

import dev.marksheet.gate.GateVerdict;

/** With which status a command ends. */
final class Status {

    /** The gate passes; without one, all is scored. */
    static final int PASS = 0;

    /** The gate fails. */
    static final int FAIL = 1;

    /** Something that was given can't be used; nothing came of it. */
    static final int REFUSED = 2;

    /** There is no verdict; without a gate, something is not scored. */
    static final int UNDECIDED = 3;

    private Status() {}

    static int of(GateVerdict verdict) {
        return switch (verdict) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case UNDECIDED -> UNDECIDED;
        };
    }
}
