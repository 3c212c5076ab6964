package dev.marksheet.job;

import dev.marksheet.session.Row;
import java.util.List;

/** Is told of calls that have ended in this process, once that is durable. Must be quick and throw nothing. */
public interface CallListener {

    /** Calls were completed or have failed; each is told of once. */
    void ended(List<Row> rows);

    /** So many calls were cancelled. */
    default void cancelled(int calls) {}
}
