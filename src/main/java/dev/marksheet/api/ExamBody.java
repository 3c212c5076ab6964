package dev.marksheet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marksheet.api.wire.UsageBody;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.job.exam.Examiner;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a judge fares in the exam, over the wire.
 *
 * @param state of its latest run: {@code running}, {@code completed}, {@code failed} or {@code interrupted}
 * @param done rows that are judged
 * @param rows rows in all
 * @param error why the latest run has failed; null otherwise
 * @param expected what the run was expected to take; only where it has just begun
 * @param result of the latest run that was completed; null before the first
 */
record ExamBody(
        String fingerprint,
        String judgeModel,
        String state,
        int done,
        int rows,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Expected expected,
        @Nullable Result result) {

    /**
     * What an exam takes, as far as can be told before.
     *
     * @param cost null where requests are sent and the model has no price
     */
    record Expected(
            String judgeModel,
            String fingerprint,
            int rows,
            long requests,
            long inputTokens,
            long outputTokens,
            @Nullable Double cost) {

        static Expected of(Examiner.Expected expected) {
            return new Expected(
                    expected.judgeModel(),
                    expected.fingerprint(),
                    expected.rows(),
                    expected.usage().requests(),
                    expected.usage().inputTokens(),
                    expected.usage().outputTokens(),
                    expected.usage().cost());
        }
    }

    /**
     * What came of it.
     *
     * @param misses the kinds of rows of which the judge gets less than seven in ten right, the worst first, at most two
     * @param flips ids of the rows on which the last two completed runs differ; null while there are not two
     */
    record Result(
            Instant finishedAt,
            Part total,
            Map<String, Part> languages,
            Map<String, Part> kinds,
            List<String> misses,
            int unjudged,
            int madeUpQuotes,
            @Nullable List<String> flips,
            long latencyMs,
            UsageBody usage) {}

    record Part(int rows, int right, double balancedAccuracy, List<Double> interval) {

        private static final double PLACES = 1e4;

        static Part of(ExamResult.Part part) {
            return new Part(
                    part.rows(),
                    part.right(),
                    rounded(part.balancedAccuracy()),
                    List.of(rounded(part.low()), rounded(part.high())));
        }

        static Map<String, Part> of(Map<String, ExamResult.Part> parts) {
            Map<String, Part> bodies = new LinkedHashMap<>();
            parts.forEach((name, part) -> bodies.put(name, of(part)));
            return bodies;
        }

        private static double rounded(double share) {
            return Math.round(share * PLACES) / PLACES;
        }
    }

    static ExamBody begun(ExamRun run, Examiner.Expected expected) {
        return of(run, Expected.of(expected), null);
    }

    static ExamBody of(ExamReader.Examined examined) {
        return of(examined.latest(), null, result(examined));
    }

    private static ExamBody of(ExamRun run, @Nullable Expected expected, @Nullable Result result) {
        return new ExamBody(
                run.fingerprint(),
                run.judgeModel(),
                run.state().wireName(),
                run.done(),
                run.rows(),
                run.startedAt().truncatedTo(ChronoUnit.MILLIS),
                run.finishedAt(),
                run.error(),
                expected,
                result);
    }

    private static @Nullable Result result(ExamReader.Examined examined) {
        ExamRun run = examined.completed();
        if (run == null || run.result() == null || run.finishedAt() == null) {
            return null;
        }
        ExamResult result = run.result();
        return new Result(
                run.finishedAt(),
                Part.of(result.total()),
                Part.of(result.languages()),
                Part.of(result.kinds()),
                result.weakest(),
                result.unjudged(),
                result.madeUpQuotes(),
                examined.flips(),
                result.latencyMs(),
                UsageBody.of(result.usage()));
    }
}
