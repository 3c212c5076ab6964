package dev.marksheet.report;

/** Reports without any file, for tests of what is done under a session's lock. */
public final class NoFiles {

    private NoFiles() {}

    public static SessionReports reports() {
        return new SessionReports(run -> new NoRunFolder());
    }
}
