package dev.marksheet.api.wire;

import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.session.Counts;
import dev.marksheet.session.text.Language;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether the judge's endpoint can be reached, over the wire.
 *
 * @param state {@code none} without an endpoint, {@code missing} when calls wait for one, {@code untried},
 *     {@code reachable}, {@code unreachable} or {@code refusing}
 * @param since when the outage began; null without one
 * @param fault what the latest request met and what to change; null without an outage
 */
public record JudgeStatusBody(
        String state, @Nullable Instant since, @Nullable String fault) {

    public static JudgeStatusBody of(JudgeHealth health) {
        JudgeHealth.Outage outage = health.outage().orElse(null);
        return new JudgeStatusBody(
                health.state().wireName(),
                outage == null ? null : outage.since().truncatedTo(ChronoUnit.MILLIS),
                outage == null ? null : outage.said(Language.EN));
    }

    /**
     * What a session with these calls is doing, in one word: {@code idle}, {@code running}, {@code held} where calls wait
     * because its budget is spent, or {@code outage} where open calls may wait for the endpoint.
     */
    public String sessionStatus(Counts counts, boolean held) {
        if (counts.open() == 0) {
            return "idle";
        }
        if (held) {
            return "held";
        }
        return since == null ? "running" : "outage";
    }

    /** What tells one status from another in an entity tag. */
    public String tag() {
        return since == null ? "" : "-" + state + since.toEpochMilli();
    }
}
