package dev.marksheet.api;

import dev.marksheet.job.SessionReader;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;

/** Finds runs and sessions by what a URL says. */
final class Runs {

    private Runs() {}

    /** @throws NotFoundException if there is no such run */
    static SessionReport find(SessionReader reader, String id) {
        try {
            return reader.session(new RunId(id)).orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    /** @throws NotFoundException if there is no such session */
    static SessionReport ofSession(SessionReader reader, String id) {
        try {
            return reader.session(RunId.of(new SessionId(id))).orElseThrow(() -> unknownSession(id));
        } catch (IllegalArgumentException e) {
            throw unknownSession(id);
        }
    }

    private static NotFoundException unknownSession(String id) {
        return new NotFoundException(
                "There is no session " + id + ". It begins with its first call to POST /api/score/session_async.");
    }

    private static NotFoundException unknown(String id) {
        return new NotFoundException("There is no run " + id + ". GET /api/runs lists all runs.");
    }
}
