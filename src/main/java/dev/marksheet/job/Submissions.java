package dev.marksheet.job;

import dev.marksheet.query.JobQueries;
import dev.marksheet.session.CallKey;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionDeletedException;
import dev.marksheet.store.CallKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes calls that clients have given a key: however often one is sent, it is one job. Old keys are forgotten little by
 * little as new ones come. Safe for use by many threads at once.
 */
public final class Submissions {

    private static final int SWEEP = 200;
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final CallQueue queue;
    private final CallKeys keys;
    private final JobQueries jobs;
    private final Clock clock;
    private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.MIN);

    Submissions(CallQueue queue, CallKeys keys, JobQueries jobs, Clock clock) {
        this.queue = queue;
        this.keys = keys;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * A call that is durable.
     *
     * @param replayed whether it had come before
     */
    public record Submission(ScoreJob job, boolean replayed) {}

    /**
     * Accepts a call, unless it has been accepted before: also while the queue is full, that call is found again.
     *
     * @throws KeyReusedException if another call stands under the key
     * @throws JobQueueFullException if too many calls wait; nothing was stored
     */
    public Submission submit(ScoreRequest request, CallKey key) {
        RunId run = RunId.of(request.session());
        while (true) {
            Optional<CallKeys.Earlier> earlier = keys.find(run, key, clock.instant());
            if (earlier.isPresent()) {
                return again(run, earlier.get(), key);
            }
            Optional<ScoreJob> stored = queue.accept(request, key);
            if (stored.isPresent()) {
                sweep();
                return new Submission(stored.get(), false);
            }
        }
    }

    private Submission again(RunId run, CallKeys.Earlier earlier, CallKey key) {
        ScoreJob job = jobs.find(earlier.job()).orElseThrow(() -> new SessionDeletedException(run));
        if (!earlier.requestHash().equals(key.requestHash())) {
            throw new KeyReusedException(key, earlier.job());
        }
        return new Submission(job, true);
    }

    private void sweep() {
        Instant now = clock.instant();
        Instant last = Objects.requireNonNull(swept.get());
        if (last.isBefore(now.minus(SWEEP_EVERY)) && swept.compareAndSet(last, now)) {
            keys.forgetOld(now, SWEEP).thenAccept(count -> {
                if (count == SWEEP) {
                    swept.compareAndSet(now, last);
                }
            });
        }
    }
}
