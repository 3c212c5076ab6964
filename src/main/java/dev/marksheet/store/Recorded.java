package dev.marksheet.store;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.util.List;

/**
 * Calls that end together and what the session is after them.
 *
 * @param rows results of running jobs; number 0 for failed ones
 * @param after the session's figures with these rows counted; its counts are ignored, they are kept by increments
 */
public record Recorded(List<Row> rows, SessionReport after) {

    public Recorded {
        rows = List.copyOf(rows);
    }
}
