package dev.marksheet.api.session;

import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateRule;
import dev.marksheet.gate.Progress;
import dev.marksheet.session.SessionReport;
import java.util.List;

/** What gates say, said in few words. */
final class GateResults {

    private GateResults() {}

    /** Nothing is known yet. */
    static GateResult undecided(SessionReport report) {
        return new GateResult(
                report.session(),
                report.run(),
                new GateQuestion(List.of(), null, null, null, GateQuestion.ALPHA, GateRule.EVIDENCE),
                new Progress(0, 0, 0, null),
                List.of(),
                null);
    }
}
