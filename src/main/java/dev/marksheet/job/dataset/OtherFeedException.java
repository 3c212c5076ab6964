package dev.marksheet.job.dataset;

import dev.marksheet.session.dataset.DatasetFeed;

/** A version of a dataset is in the session already, scored in another way. */
public final class OtherFeedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OtherFeedException(DatasetFeed there) {
        super("holds %s already, scored by %s with %s; choose another session, or rescore this one"
                .formatted(there.reference(), there.judgeModel(), String.join(", ", there.metrics())));
    }
}
