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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** States that a test sets, and a count of how often they were asked for. */
final class FakeSource implements SessionChangePoller.Source {

    private final Map<RunId, SessionState> states = new LinkedHashMap<>();
    final List<Collection<RunId>> asked = new ArrayList<>();
    private final Map<RunId, SessionState> finished = new LinkedHashMap<>();
    final List<Instant> askedSince = new ArrayList<>();

    @Nullable
    Error fault;

    RunId set(String session, long version) {
        SessionId id = new SessionId(session);
        SessionState state = new SessionState(id, RunId.of(id), version, counts(1, 0, version, 0), false);
        finished.remove(state.run());
        states.put(state.run(), state);
        return state.run();
    }

    /** Has the session's last open call end. */
    RunId finish(String session, long version) {
        RunId run = set(session, version);
        finished.put(run, Objects.requireNonNull(states.remove(run)));
        return run;
    }

    /** Has nobody find the session any more. */
    void delete(RunId run) {
        states.remove(run);
        finished.remove(run);
    }

    @Override
    public List<SessionState> of(Collection<RunId> runs) {
        if (!runs.isEmpty()) {
            asked.add(List.copyOf(runs));
        }
        return runs.stream()
                .map(run -> states.getOrDefault(run, finished.get(run)))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<SessionState> finishedSince(Instant since, int limit) {
        if (fault != null) {
            throw fault;
        }
        askedSince.add(since);
        return List.copyOf(finished.values());
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
