package dev.marksheet.watch;

import dev.marksheet.session.SessionState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Notes what it is shown; it can be made unreachable. */
class FakeSubscriber implements Subscriber {

    final List<String> shown = new ArrayList<>();
    boolean reachable = true;
    boolean ended;

    @Override
    public void show(List<SessionState> states, long until) throws IOException {
        if (!reachable) {
            throw new IOException("the client has gone");
        }
        shown.add(String.join(
                ",",
                states.stream()
                        .map(s -> s.session().value() + "@" + s.version())
                        .toList()));
    }

    @Override
    public void end() {
        ended = true;
    }
}
