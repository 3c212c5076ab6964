package dev.marksheet.watch;

import static dev.marksheet.session.CallCounts.counts;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States that a test sets, and a count of how often they were asked for. */
final class FakeSource implements SessionChangePoller.Source {

    private final Map<RunId, SessionState> states = new LinkedHashMap<>();
    final List<Collection<RunId>> asked = new ArrayList<>();
    final List<Instant> askedSince = new ArrayList<>();

    @Nullable
    Error fault;

    RunId set(String session, long version) {
        SessionId id = new SessionId(session);
        SessionState state = new SessionState(id, RunId.of(id), version, counts(1, 0, version, 0), false);
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
    public List<SessionState> finishedSince(Instant since, int limit) {
        if (fault != null) {
            throw fault;
        }
        askedSince.add(since);
        return List.of();
    }

    @Override
    public List<SessionState> open(String after, int limit) {
        return states.values().stream()
                .filter(state -> state.run().value().compareTo(after) > 0)
                .sorted(Comparator.comparing(state -> state.run().value()))
                .limit(limit)
                .toList();
    }
}
