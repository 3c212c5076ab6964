package dev.marksheet.web;

import dev.marksheet.job.JudgeReader;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.TextRule;
import dev.marksheet.statistics.SignalStat;
import java.util.List;

/**
 * What the menu of a run and of its calls offers.
 *
 * @param failed how many calls can be scored again, as they failed or have a failed metric
 * @param into the name that a run scored anew is given unless another one is typed
 * @param metrics the run's
 * @param defaultJudge who marks where nobody is named
 * @param hasEndpoint whether another judge than the embedded one can be named
 */
public record RunMenu(long failed, String into, List<String> metrics, String defaultJudge, boolean hasEndpoint) {

    private static final String FAILED = "judge_failed";
    private static final String SUFFIX = "-again";

    public static RunMenu of(SessionReport report, JudgeReader judge) {
        return new RunMenu(
                failed(report), into(report), report.metricNames(), judge.defaultModel(), judge.hasEndpoint());
    }

    /** How many calls of a session can be scored again. */
    public static long failed(SessionReport report) {
        return report.signals().getOrDefault(FAILED, SignalStat.EMPTY).hits();
    }

    /** A name for the run that a session is scored into. */
    public static String into(SessionReport report) {
        String id = report.session().value();
        String start = TextRule.length(id) + SUFFIX.length() > SessionId.MAX_LENGTH
                ? id.substring(0, id.offsetByCodePoints(0, id.codePointCount(0, id.length()) / 2))
                : id;
        return start + SUFFIX;
    }
}
