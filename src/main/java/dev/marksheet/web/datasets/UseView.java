package dev.marksheet.web.datasets;

import dev.marksheet.query.DatasetQueries;
import dev.marksheet.web.Paths;

/** A session that is about a dataset, and how far it is. */
record UseView(String session, String href, int version, long done, long of, boolean feeds) {

    static UseView of(DatasetQueries.Use use) {
        return new UseView(
                use.session().value(), Paths.run(use.run()), use.version(), use.done(), use.of(), use.isFed());
    }

    /** Rows are becoming calls, or such calls are open: calls that people post come when they come. */
    boolean isGoingOn() {
        return feeds && done < of;
    }
}
