package dev.marksheet.web;

import dev.marksheet.session.SessionReport;

/** What a session is doing, in one word. */
final class RunState {

    private RunState() {}

    /** {@code live} while calls wait or run; then {@code errors} if some failed, else {@code idle}. */
    static String of(SessionReport.Counts counts) {
        if (counts.ended() < counts.total()) {
            return "live";
        }
        return counts.failed() > 0 ? "errors" : "idle";
    }
}
