package dev.marksheet.session.access;

import java.util.Locale;

/** What a key may do. */
public enum Role {
    /** Looks at everything but keys and the audit. */
    READ,
    /** Sends calls and looks at what became of them, nothing else. */
    SUBMIT,
    /** Reads, submits, and works on what is there: verdicts, retries, settings, datasets. */
    REVIEW,
    /** Everything: keys, deletion, backup, audit. */
    ADMIN;

    /** The name in JSON, SQL and pages. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such role */
    public static Role ofWireName(String name) {
        for (Role role : values()) {
            if (role.wireName().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role is called " + name);
    }
}
