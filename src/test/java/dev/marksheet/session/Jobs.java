package dev.marksheet.session;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs as they are read, said in few words. */
public final class Jobs {

    private Jobs() {}

    /** A request to mark a call of this session by the embedded judge. */
    public static ScoreRequest request(String session, Sample sample) {
        return new ScoreRequest(
                new SessionId(session), sample, List.of("faithfulness", "context_recall"), Map.of(), "local", "local");
    }

    /** A question and an answer, and a passage for each. */
    public static Sample sample(String question, @Nullable String answer, String... contexts) {
        return Sample.of(question, answer, List.of(contexts), null);
    }

    /** A job that has not ended. */
    public static ScoreJob open(String id, JobStatus status, ScoreRequest request) {
        return job(id, status, request, null, null);
    }

    /** A job that ended a second and 840 ms after it had come, with the row of this number. */
    public static ScoreJob ended(String id, int number, ScoreRequest request, CallResult result) {
        return job(id, result.status(), request, number, result);
    }

    private static ScoreJob job(
            String id, JobStatus status, ScoreRequest request, @Nullable Integer number, @Nullable CallResult result) {
        Instant created = Reported.CREATED;
        return new ScoreJob(
                number == null ? 99 : number,
                new JobId(id),
                request.session(),
                RunId.of(request.session()),
                status,
                created,
                null,
                result == null ? null : created.plusMillis(1840),
                request.summary(),
                number,
                result,
                null);
    }

    /** What became of these metrics, in turn with their names, after 840 ms. */
    public static CallResult result(Object... metricsAndScores) {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (int i = 0; i < metricsAndScores.length; i += 2) {
            scores.put((String) metricsAndScores[i], (Score) metricsAndScores[i + 1]);
        }
        double[] values = scores.values().stream()
                .filter(Score.Scored.class::isInstance)
                .mapToDouble(score -> ((Score.Scored) score).value())
                .toArray();
        double sum = Arrays.stream(values).sum();
        return new CallResult(scores, Map.of(), 840, values.length == 0 ? null : sum / values.length);
    }
}
