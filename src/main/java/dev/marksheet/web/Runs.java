package dev.marksheet.web;

import dev.marksheet.job.SessionReader;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.util.Optional;

/** Finds runs by what a URL says. */
public final class Runs {

    private Runs() {}

    /** @throws UnknownRunException if there is no such run */
    public static SessionReport find(SessionReader reader, String id) {
        return lookUp(reader, id).orElseThrow(() -> new UnknownRunException("no run " + id));
    }

    /** The run; empty when there is none, or when it can't be an id. */
    public static Optional<SessionReport> lookUp(SessionReader reader, String id) {
        try {
            return reader.session(new RunId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
