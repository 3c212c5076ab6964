package dev.marksheet.api;

import dev.marksheet.job.SessionReader;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;

/** Finds runs by what a URL says. */
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

    private static NotFoundException unknown(String id) {
        return new NotFoundException("There is no run " + id + ". GET /api/runs lists all runs.");
    }
}
