package dev.marksheet.web;

import dev.marksheet.job.SessionReader;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;

/** Finds runs by what a URL says. */
final class Runs {

    private Runs() {}

    /** @throws UnknownRunException if there is no such run */
    static SessionReport find(SessionReader reader, String id) {
        try {
            return reader.session(new RunId(id)).orElseThrow(() -> new UnknownRunException("no run " + id));
        } catch (IllegalArgumentException e) {
            throw new UnknownRunException("no run id");
        }
    }
}
