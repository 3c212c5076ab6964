package dev.marksheet.gate.live;

import dev.marksheet.gate.BaselineResult;
import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.Verdicts;
import dev.marksheet.query.GateQueries;
import dev.marksheet.query.GateQueries.Frontier;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares sessions with their baselines, item by item. Safe for use by many threads at once. */
final class Baselines {

    /** The items of a longer one would take too much memory. */
    private static final long MOST_CALLS = 200_000;

    private static final int MOST_KEPT = 200;

    /** All that a comparison depends on. */
    private record Key(
            RunId run,
            Instant createdAt,
            long version,
            RunId base,
            Instant baseAt,
            long baseVersion,
            GateQuestion asked) {}

    private final SessionQueries sessions;
    private final GateQueries calls;
    private final Map<Key, BaselineResult> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, BaselineResult> eldest) {
            return size() > MOST_KEPT;
        }
    };

    Baselines(SessionQueries sessions, GateQueries calls) {
        this.sessions = sessions;
        this.calls = calls;
    }

    /** The metrics that are compared: those that have a threshold, or all that the session has. */
    static List<String> metrics(SessionReport report, GateQuestion question) {
        return question.criteria().isEmpty()
                ? report.metricNames()
                : question.criteria().stream().map(Criterion::metric).toList();
    }

    /** @param criteria how many criteria the gate has, these included */
    BaselineResult compare(
            SessionReport report,
            Frontier frontier,
            GateQuestion question,
            GateQuestion.Baseline baseline,
            int criteria) {
        Optional<SessionReport> found = sessions.find(RunId.of(baseline.session()));
        if (found.isEmpty()) {
            return Verdicts.incomparable(
                    baseline, "no-baseline", baseline.session().value());
        }
        SessionReport base = found.get();
        if (base.counts().open() > 0) {
            return Verdicts.incomparable(
                    baseline, "baseline-open", String.valueOf(base.counts().open()));
        }
        if (base.counts().total() > MOST_CALLS) {
            return Verdicts.incomparable(baseline, "baseline-large", String.valueOf(MOST_CALLS));
        }
        Key key = key(report, frontier, base, question);
        BaselineResult known = known(key);
        return known == null
                ? keep(key, new PairedSessions(calls, report, base, frontier, question, criteria).against(baseline))
                : known;
    }

    private static Key key(SessionReport report, Frontier frontier, SessionReport base, GateQuestion question) {
        return new Key(
                report.run(),
                frontier.createdAt(),
                frontier.version(),
                base.run(),
                base.createdAt(),
                base.version(),
                question);
    }

    private @Nullable BaselineResult known(Key key) {
        synchronized (kept) {
            return kept.get(key);
        }
    }

    private BaselineResult keep(Key key, BaselineResult result) {
        synchronized (kept) {
            kept.put(key, result);
        }
        return result;
    }
}
