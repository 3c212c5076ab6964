package dev.marksheet.api.wire;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionReport;

/** Finds runs and sessions by what a URL says. */
public final class Runs {

    private Runs() {}

    /** @throws NotFoundException if there is no such run */
    public static SessionReport find(SessionQueries reader, String id) {
        return reader.ofRun(id).orElseThrow(() -> unknown(id));
    }

    public static NotFoundException unknown(String id) {
        return new NotFoundException("There is no run " + id + ". GET /api/runs lists all runs.");
    }

    /** @throws NotFoundException if there is no such session */
    public static SessionReport ofSession(SessionQueries reader, String id) {
        return reader.ofSession(id).orElseThrow(() -> unknownSession(id));
    }

    public static NotFoundException unknownSession(String id) {
        return new NotFoundException(
                "There is no session " + id + ". It begins with its first call to POST /api/score/session_async.");
    }
}
