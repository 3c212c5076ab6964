package dev.marksheet.exam;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.metric.Scoring;
import dev.marksheet.session.Score;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A row with what the judge made of it. */
record Sitting(ExamRow row, @Nullable Score score, Usage usage, long latencyMs) {

    private static final double CUT = 0.5;

    /** A row that takes longer counts as one without a verdict. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * Waits for a row's score.
     *
     * @throws JudgeException if the judge's endpoint answers nobody
     */
    static Sitting of(ExamRow row, Scoring scoring, SharedCallJudge panel) throws InterruptedException {
        Map<String, Score> scores = scores(scoring);
        if (panel.outage().isPresent()) {
            throw panel.outage().get();
        }
        return new Sitting(
                row,
                scores.get(Exam.METRIC),
                panel.usage().getOrDefault(Exam.METRIC, Usage.NONE),
                scoring.latencies().getOrDefault(Exam.METRIC, LONGEST.toMillis()));
    }

    private static Map<String, Score> scores(Scoring scoring) throws InterruptedException {
        try {
            return scoring.scores().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return scoring.soFar(LONGEST);
        } catch (ExecutionException e) {
            throw new IllegalStateException("scoring never fails as a whole", e);
        }
    }

    /** Null where the judge gave nothing usable. */
    @Nullable
    Boolean passed() {
        return score instanceof Score.Scored scored ? Boolean.valueOf(scored.value() >= CUT) : null;
    }

    int madeUpQuotes() {
        return score == null
                ? 0
                : (int) score.evidence().findings().values().stream()
                        .flatMap(List::stream)
                        .map(Finding::quote)
                        .filter(quote -> quote != null && !quote.found())
                        .count();
    }
}
