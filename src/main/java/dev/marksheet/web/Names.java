package dev.marksheet.web;

import dev.marksheet.session.SessionReport;

/** Names that people and pipelines give, cut so that both ends can be read: the end is where they differ. */
public final class Names {

    private static final int LONGEST = 88;
    private static final int END = 36;

    private Names() {}

    /** What people call a session: the name that they gave it, or else its id. */
    public static String of(SessionReport report) {
        String name = report.settings().name();
        return shortened(name == null ? report.session().value() : name);
    }

    /** The name itself if it is no longer than 88 characters, else its beginning and its end. */
    public static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        String beginning = name.substring(0, name.offsetByCodePoints(0, LONGEST - END - 1));
        return beginning + "…" + name.substring(name.offsetByCodePoints(0, length - END));
    }
}
