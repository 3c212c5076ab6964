package dev.marksheet.gate.live;

import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.Scale;
import dev.marksheet.gate.Tally;
import dev.marksheet.query.GateQueries;
import dev.marksheet.query.GateQueries.Frontier;
import dev.marksheet.session.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how far the criteria of gates have come, the most recently asked ones, so that each reads a call once. Nothing
 * is lost with what is forgotten: it is read again. Safe for use by many threads at once.
 */
final class Tallies {

    /** Each takes less than a kilobyte. */
    private static final int MOST = 2_000;

    /** All that the state of a criterion depends on beside the calls. */
    private record Key(
            RunId run,
            Instant createdAt,
            Criterion criterion,
            Scale scale,
            int criteria,
            double alpha,
            @Nullable Long expect) {}

    /** A tally and the state of the session that it was last brought to. Guarded by itself. */
    private static final class Kept {
        private @Nullable Tally tally;
        private long version;
        private long replaced;
    }

    private final GateQueries calls;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MOST;
        }
    };

    Tallies(GateQueries calls) {
        this.calls = calls;
    }

    /**
     * What is made of the tally of a criterion, brought to where the session's calls are.
     *
     * @param criteria how many criteria the gate has
     */
    <T> T of(
            RunId run,
            Frontier frontier,
            GateQuestion question,
            Criterion criterion,
            Scale scale,
            int criteria,
            Function<Tally, T> made) {
        Key key = new Key(run, frontier.createdAt(), criterion, scale, criteria, question.alpha(), question.expect());
        Kept state;
        synchronized (kept) {
            state = kept.computeIfAbsent(key, k -> new Kept());
        }
        synchronized (state) {
            Tally tally = state.tally;
            if (tally == null || isOutdated(state, tally, frontier)) {
                tally = new Tally(question, scale, criterion.threshold(), criteria);
                state.tally = tally;
            }
            state.version = Math.max(state.version, frontier.version());
            state.replaced = frontier.replaced();
            advance(run, frontier, question, criterion.metric(), tally);
            return made.apply(tally);
        }
    }

    /** A call that was taken in may have been scored again since, or be open again. */
    private static boolean isOutdated(Kept state, Tally tally, Frontier frontier) {
        return state.replaced != frontier.replaced()
                || frontier.version() >= state.version && tally.last() >= frontier.end();
    }

    private void advance(RunId run, Frontier frontier, GateQuestion question, String metric, Tally tally) {
        Long expect = question.expect();
        if (expect != null && !tally.closed() && frontier.counted() >= expect) {
            long end = calls.sequence(run, expect).orElse(frontier.end() - 1);
            calls.scores(run, metric, tally.last(), end + 1, tally::take);
            tally.close();
        }
        calls.scores(run, metric, tally.last(), frontier.end(), tally::take);
    }
}
