package dev.marksheet.job;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport.Counts;
import dev.marksheet.session.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States that a test sets, and a count of how often they were asked for. */
final class FakeSource implements WatchBoard.Source {

    private final Map<RunId, SessionState> states = new LinkedHashMap<>();
    final List<Collection<RunId>> asked = new ArrayList<>();
    final List<Instant> askedSince = new ArrayList<>();

    RunId set(String session, long version) {
        SessionId id = new SessionId(session);
        SessionState state = new SessionState(id, RunId.of(id), version, new Counts(1, 0, version, 0));
        states.put(state.run(), state);
        return state.run();
    }

    @Override
    public List<SessionState> of(Collection<RunId> runs) {
        if (!runs.isEmpty()) {
            asked.add(List.copyOf(runs));
        }
        return runs.stream().filter(states::containsKey).map(states::get).toList();
    }

    @Override
    public List<SessionState> activeSince(Instant since, int limit) {
        askedSince.add(since);
        return List.copyOf(states.values());
    }
}
