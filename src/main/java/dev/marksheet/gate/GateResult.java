package dev.marksheet.gate;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says of a session at one moment.
 *
 * @param baseline how the session stands to its baseline; null where none was named
 */
public record GateResult(
        SessionId session,
        RunId run,
        GateQuestion question,
        Progress progress,
        List<CriterionResult> criteria,
        @Nullable BaselineResult baseline) {

    public GateResult {
        criteria = List.copyOf(criteria);
    }

    /** FAIL if any criterion fails, PASS if all pass, else UNDECIDED. */
    public GateVerdict verdict() {
        return Verdicts.all(Stream.concat(
                        criteria.stream().map(CriterionResult::verdict),
                        baseline == null ? Stream.of() : Stream.of(baseline.verdict()))
                .toList());
    }

    /** Whether waiting can change nothing: there is a verdict, or all calls that were expected have ended without one. */
    public boolean isSettled() {
        return verdict() != GateVerdict.UNDECIDED || progress.expected() != null && progress.complete();
    }
}
