package dev.marksheet.watch;

import dev.marksheet.session.SessionState;
import java.io.IOException;
import java.util.List;

/** Where a watcher's news goes. Its methods may block: a viewer is told by one thread at a time, apart from all others. */
public interface Subscriber {

    /**
     * Shows the newest states of the sessions that have changed; what came between was left out.
     *
     * @param states empty when nothing changed for a while: a sign that the line still stands
     * @param until epoch milliseconds of the moment they were read
     * @throws IOException if the viewer can't be reached any more: it is told nothing after that
     */
    void show(List<SessionState> states, long until) throws IOException;

    /** Nothing more will come. */
    void end();
}
