package dev.marksheet.api.session;

import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.session.SessionState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a session has come, over the wire.
 *
 * @param status as a session tells it: {@code running}, {@code idle}, {@code held}, {@code outage}
 * @param changes how many changes this event sums up; null when it is not known what was seen before
 */
record StateBody(
        String sessionId,
        String runId,
        long version,
        @Nullable Long changes,
        String status,
        long callCount,
        Map<String, Long> statusCounts) {

    static StateBody of(SessionState state, @Nullable Long seen, JudgeStatusBody judge) {
        return new StateBody(
                state.session().value(),
                state.run().value(),
                state.version(),
                seen == null ? null : state.version() - seen,
                judge.sessionStatus(state.counts(), state.held()),
                state.counts().total(),
                SessionBody.counts(state.counts(), state.held()));
    }
}
