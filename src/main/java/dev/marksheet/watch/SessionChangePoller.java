package dev.marksheet.watch;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who watches what, and what they were shown last. A look asks the database once for all watched runs together, and once
 * for the list, however many watch: changes are found by version, so it does not matter which process made them. Not safe
 * for use by many threads: the one that looks owns it.
 */
public final class SessionChangePoller {

    /** No session is shown more often than this. */
    static final Duration PACE = Duration.ofSeconds(1);

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Covers clocks of other processes that go wrong, and changes that were committed late. */
    static final Duration OVERLAP = Duration.ofSeconds(10);

    static final int MAX_SESSIONS = 500;

    /** Where the states come from. */
    public interface Source {

        List<SessionState> of(Collection<RunId> runs);

        /** Sessions whose latest call ended after {@code since}, the latest first. */
        List<SessionState> finishedSince(Instant since, int limit);

        /** Sessions with open calls whose run ids come behind {@code after}, in their order. */
        List<SessionState> open(String after, int limit);
    }

    private static final class Watched {
        private final List<ConflatingQueue> viewers = new ArrayList<>();
        private long version = -1;
        private Instant shownAt = Instant.EPOCH;
    }

    private final Source source;
    private final Map<RunId, Watched> runs = new HashMap<>();
    private final List<ConflatingQueue> listViewers = new ArrayList<>();
    private final NavigableMap<String, Long> listed = new TreeMap<>();
    /** Where the next look at the open sessions begins: more than one look can take have their turns. */
    private String openFrom = "";

    private Instant listedAt = Instant.EPOCH;
    private Instant beatAt = Instant.EPOCH;

    public SessionChangePoller(Source source) {
        this.source = source;
    }

    /** Adds a viewer of one run, who is shown its state now unless it has seen that version. */
    void add(RunId run, long seen, ConflatingQueue viewer, Instant now) {
        List<SessionState> changed = source.of(List.of(run)).stream()
                .filter(s -> s.version() != seen)
                .toList();
        viewer.put(changed, now.toEpochMilli());
        Watched watched = runs.computeIfAbsent(run, id -> new Watched());
        watched.viewers.add(viewer);
    }

    /**
     * Adds a viewer of all sessions, who is shown now what has changed.
     *
     * @param since epoch milliseconds of the last look; null for one who has seen nothing
     */
    void add(@Nullable Long since, ConflatingQueue viewer, Instant now) {
        Instant from = since == null ? now : Instant.ofEpochMilli(since);
        List<SessionState> states = new ArrayList<>(source.open("", MAX_SESSIONS));
        states.addAll(source.finishedSince(from.minus(OVERLAP), MAX_SESSIONS));
        viewer.put(states, now.toEpochMilli());
        listViewers.add(viewer);
    }

    /** Shows every viewer what has changed, and says whether anything had. */
    boolean look(Instant now) {
        runs.values().forEach(watched -> watched.viewers.removeIf(ConflatingQueue::closed));
        runs.values().removeIf(watched -> watched.viewers.isEmpty());
        listViewers.removeIf(ConflatingQueue::closed);
        boolean changed = lookAtRuns(now);
        if (!listViewers.isEmpty() && passed(PACE, listedAt, now)) {
            changed |= lookAtList(now);
        }
        if (passed(HEARTBEAT, beatAt, now)) {
            viewers().forEach(viewer -> viewer.put(List.of(), now.toEpochMilli()));
            beatAt = now;
        }
        return changed;
    }

    private boolean lookAtRuns(Instant now) {
        List<RunId> due = new ArrayList<>();
        runs.forEach((run, watched) -> {
            if (passed(PACE, watched.shownAt, now)) {
                due.add(run);
            }
        });
        List<SessionState> found = source.of(due);
        Set<RunId> gone = new HashSet<>(due);
        found.forEach(state -> gone.remove(state.run()));
        // Deleted: whoever comes back is told so.
        gone.forEach(run -> Objects.requireNonNull(runs.get(run)).viewers.forEach(ConflatingQueue::close));
        boolean changed = false;
        for (SessionState state : found) {
            Watched watched = Objects.requireNonNull(runs.get(state.run()));
            if (watched.version != state.version()) {
                watched.version = state.version();
                watched.shownAt = now;
                watched.viewers.forEach(viewer -> viewer.put(List.of(state), now.toEpochMilli()));
                changed = true;
            }
        }
        return changed;
    }

    private boolean lookAtList(Instant now) {
        List<SessionState> open = source.open(openFrom, MAX_SESSIONS);
        Map<RunId, SessionState> found = new LinkedHashMap<>();
        open.forEach(state -> found.put(state.run(), state));
        source.finishedSince(now.minus(OVERLAP), MAX_SESSIONS).forEach(state -> found.put(state.run(), state));
        List<SessionState> changed = found.values().stream()
                .filter(state -> !Objects.equals(listed.get(state.run().value()), state.version()))
                .toList();
        forgetThoseBefore(open);
        found.values().forEach(state -> listed.put(state.run().value(), state.version()));
        listedAt = now;
        if (!changed.isEmpty()) {
            listViewers.forEach(viewer -> viewer.put(changed, now.toEpochMilli()));
        }
        return !changed.isEmpty();
    }

    /** What was listed where this look went, and moves on to where the next begins. */
    private void forgetThoseBefore(List<SessionState> open) {
        boolean more = open.size() == MAX_SESSIONS;
        String last = more ? open.get(open.size() - 1).run().value() : "";
        (more ? listed.subMap(openFrom, false, last, true) : listed.tailMap(openFrom, false)).clear();
        openFrom = last;
    }

    /** A clock that was set back must not stop the news. */
    private static boolean passed(Duration time, Instant last, Instant now) {
        return Duration.between(last, now).abs().compareTo(time) >= 0;
    }

    /** Everybody who watches. */
    List<ConflatingQueue> viewers() {
        List<ConflatingQueue> all = new ArrayList<>(listViewers);
        runs.values().forEach(watched -> all.addAll(watched.viewers));
        return all;
    }
}
