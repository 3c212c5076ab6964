package dev.marksheet.web;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionReport;

/** Finds runs by what a URL says. */
public final class Runs {

    private Runs() {}

    /** @throws UnknownRunException if there is no such run */
    public static SessionReport find(SessionQueries reader, String id) {
        return reader.ofRun(id).orElseThrow(() -> new UnknownRunException("no run " + id));
    }
}
