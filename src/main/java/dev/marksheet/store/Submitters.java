package dev.marksheet.store;

import dev.marksheet.session.access.Submitter;
import org.jspecify.annotations.Nullable;

/** Tells who sends the call that this thread is about to store. Safe for use by many threads at once. */
@FunctionalInterface
public interface Submitters {

    /** Null where no key is asked for, and for what no request asks for. */
    @Nullable
    Submitter current();
}
