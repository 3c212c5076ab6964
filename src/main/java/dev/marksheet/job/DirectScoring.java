package dev.marksheet.job;

import dev.marksheet.judge.AnswerJournal;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.ScoreRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Scores calls while their senders wait, and stores nothing. As many at a time as there are workers: each holds a thread
 * for as long as its judge takes. Safe for use by many threads at once.
 */
public final class DirectScoring {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final CallScorer scorer;
    private final int limit;
    private final Semaphore places;

    DirectScoring(CallScorer scorer, int limit) {
        this.scorer = scorer;
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    /**
     * Scores a call at once.
     *
     * @throws DirectScoringFullException if as many calls are being scored this way as may be
     * @throws JudgeOutageException if the judge's endpoint answers nobody
     * @throws InterruptedException if the waiting thread was interrupted or the process is about to end
     */
    public CallResult score(ScoreRequest request) throws InterruptedException {
        if (!places.tryAcquire()) {
            throw new DirectScoringFullException(limit, RETRY);
        }
        try {
            return scorer.score(request, new AnswerJournal(Map.of()));
        } finally {
            places.release();
        }
    }
}
