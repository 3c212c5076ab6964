package dev.marksheet.job;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.metric.UnknownMetricsException;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.Row;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The end of a call that can't be scored. */
final class FailedRow {

    private FailedRow() {}

    /** A failed call, made of what lists show of it: its request may be what can't be read. */
    static Row row(ScoreJob job, Throwable fault, Instant now) {
        Score failed = new Score.Failed(reason(fault, job.request().language()));
        Map<String, Score> scores = new LinkedHashMap<>();
        job.request().metrics().forEach(metric -> scores.put(metric, failed));
        CallResult result = new CallResult(scores, Map.of(), 0, null);
        return new Row(0, job.id(), job.run(), request(job), result, now);
    }

    /** What the service itself says of a setting has the way out in it; other messages tell of its insides. */
    private static String reason(Throwable fault, Language language) {
        if (fault instanceof FatalCallException fatal) {
            return Wording.of("job.faults", language).text("fatal", fatal.stops());
        }
        return fault instanceof JudgeException || fault instanceof UnknownMetricsException
                ? String.valueOf(fault.getMessage())
                : Wording.of("job.faults", language).text("abandoned");
    }

    private static ScoreRequest request(ScoreJob job) {
        RequestSummary asked = job.request();
        return new ScoreRequest(
                job.session(),
                Sample.of(asked.question(), asked.answer(), List.of(), null),
                asked.metrics(),
                Map.of(),
                asked.judgeModel(),
                asked.embeddingModel(),
                asked.language());
    }
}
