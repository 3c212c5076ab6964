package dev.marksheet.job.record;

import dev.marksheet.session.Row;
import java.util.List;

/** Is told of calls that have ended in this process, once that is durable. Must be quick and throw nothing. */
public interface CallListener {

    /** Calls were completed or have failed; each is told of once. */
    void ended(List<Row> rows);

    /** All of them as one. */
    static CallListener all(List<CallListener> listeners) {
        return new CallListener() {
            @Override
            public void ended(List<Row> rows) {
                listeners.forEach(listener -> listener.ended(rows));
            }

            @Override
            public void cancelled(int calls) {
                listeners.forEach(listener -> listener.cancelled(calls));
            }
        };
    }

    /** So many calls were cancelled. */
    default void cancelled(int calls) {}
}
