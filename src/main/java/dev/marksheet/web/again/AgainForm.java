package dev.marksheet.web.again;

import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.web.RunMenu;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody has filled in to have a run scored anew.
 *
 * @param session the name of the new session
 * @param judge the judge's model; empty for that of each call
 * @param metrics the chosen ones; empty for those of each call
 * @param failed whether only calls with a failed metric are meant
 * @param call the one that is meant; empty for all
 */
record AgainForm(String session, String judge, List<String> metrics, boolean failed, String call) {

    private static final int LONGEST_MODEL = 200;

    AgainForm {
        session = session.strip();
        judge = judge.strip();
        metrics = List.copyOf(metrics);
    }

    /** What to begin with. */
    static AgainForm of(SessionReport report) {
        return new AgainForm(RunMenu.into(report), "", report.metricNames(), false, "");
    }

    /** The session, if that can be one. */
    Optional<SessionId> into() {
        try {
            return Optional.of(new SessionId(session));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the judge's name can be one. */
    boolean hasUsableJudge() {
        return judge.length() <= LONGEST_MODEL
                && judge.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    RescoreOrder order(SessionId into, SessionReport source) {
        boolean own = metrics.equals(source.metricNames());
        return new RescoreOrder(
                into,
                source.run(),
                new RescoreOrder.Changes(judge.isEmpty() ? null : judge, null, own ? List.of() : metrics, Map.of()),
                new RescoreOrder.Selection(failed, call.isEmpty() ? List.of() : List.of(call)));
    }
}
