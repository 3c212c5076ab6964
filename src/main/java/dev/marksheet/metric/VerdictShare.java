package dev.marksheet.metric;

import dev.marksheet.judge.Reply;
import dev.marksheet.session.Evidence;
import dev.marksheet.session.Figure;
import dev.marksheet.session.Score;
import dev.marksheet.session.Wording;
import java.util.List;

/** The score of metrics that are a share of yes verdicts. */
final class VerdictShare {

    private VerdictShare() {}

    /** Yes verdicts divided by all verdicts; there must be one. */
    static double of(List<Reply.Verdict> verdicts) {
        return (double) yes(verdicts) / verdicts.size();
    }

    /** The judge's calibrated score where it has one, else the share; {@code counted} is the key of what was counted. */
    static Score score(Reply.Verdicts reply, String counted, Wording words) {
        List<Reply.Verdict> verdicts = reply.verdicts();
        String share = words.text(counted, yes(verdicts), verdicts.size());
        Double calibrated = reply.calibrated();
        double value = calibrated != null ? calibrated : of(verdicts);
        String formula = calibrated != null
                ? words.text("calibrated", Figure.of(calibrated), share)
                : share + " = " + Figure.of(value);
        return new Score.Scored(
                value,
                Evidence.of(
                        formula,
                        "statements",
                        verdicts.stream().map(Reply.Verdict::finding).toList()));
    }

    private static long yes(List<Reply.Verdict> verdicts) {
        return verdicts.stream().filter(Reply.Verdict::verdict).count();
    }
}
