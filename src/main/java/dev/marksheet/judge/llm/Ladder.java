package dev.marksheet.judge.llm;

import dev.marksheet.judge.llm.endpoint.Capability;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what a provider minds that refuses a request without saying why: one thing after another is left out, each for
 * itself so that no more is lost than must be, and at last all of them. For one question; used by one thread.
 */
final class Ladder {

    private static final List<Set<Capability>> RUNGS = List.of(
            EnumSet.of(Capability.JSON_SCHEMA),
            EnumSet.of(Capability.JSON_SCHEMA, Capability.JSON_OBJECT),
            EnumSet.of(Capability.THINKING_SWITCH),
            EnumSet.of(Capability.ZERO_TEMPERATURE),
            EnumSet.of(Capability.TEMPERATURE),
            EnumSet.of(Capability.MAX_TOKENS));

    private Set<Capability> leftOut = Set.of();
    private @Nullable Deque<Set<Capability>> ahead;

    /** What is left out for now. */
    Set<Capability> leftOut() {
        return leftOut;
    }

    /**
     * Leaves the next thing out.
     *
     * @param used what the refused request made use of
     * @return whether there was one left
     */
    boolean climb(Set<Capability> used) {
        if (ahead == null) {
            ahead = rungs(used);
        }
        Set<Capability> next = ahead.poll();
        leftOut = next == null ? leftOut : next;
        return next != null;
    }

    private static Deque<Set<Capability>> rungs(Set<Capability> used) {
        Set<Capability> optional = EnumSet.copyOf(used);
        if (used.contains(Capability.JSON_SCHEMA)) {
            optional.add(Capability.JSON_OBJECT);
        }
        Deque<Set<Capability>> rungs = new ArrayDeque<>();
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        for (Set<Capability> rung : RUNGS) {
            if (optional.containsAll(rung)) {
                rungs.add(rung);
                all.addAll(rung);
            } else if (rung.contains(Capability.JSON_OBJECT) && used.contains(Capability.JSON_OBJECT)) {
                rungs.add(EnumSet.of(Capability.JSON_OBJECT));
                all.add(Capability.JSON_OBJECT);
            }
        }
        if (rungs.size() > 1) {
            rungs.add(Collections.unmodifiableSet(all));
        }
        return rungs;
    }
}
