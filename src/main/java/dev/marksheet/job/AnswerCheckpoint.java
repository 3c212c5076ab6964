package dev.marksheet.job;

import dev.marksheet.judge.AnswerJournal;
import dev.marksheet.session.JobId;
import dev.marksheet.store.AnswerStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Stores what judges answer while a call is being scored, so that a crash costs at most the last second of their work.
 * Calls that are done within that second are left alone: storing their answers would cost more than asking again. Safe for
 * use by many threads at once.
 */
final class AnswerCheckpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCheckpoint.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final AnswerStore store;
    private final Clock clock;
    private final Map<JobId, Call> calls = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("answer-keeper-"));

    AnswerCheckpoint(AnswerStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Begins to store answers, and forgets those that a crash has left of calls that have ended. */
    void start() {
        store.forgetEnded();
        timer.scheduleWithFixedDelay(this::storeFresh, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The call's answers from before, and a place for its new ones. Close it when its scoring is over. */
    Call open(JobId job) {
        return open(job, false);
    }

    /** @param again whether the call had ended before and its answers are counted since then */
    Call open(JobId job, boolean again) {
        Map<String, String> earlier = store.ofJob(job);
        Call call = new Call(job, new AnswerJournal(earlier, again), clock.instant(), !earlier.isEmpty());
        calls.put(job, call);
        return call;
    }

    /** Stores the new answers of calls that take long. Throws nothing: the timer would not come again. */
    void storeFresh() {
        try {
            Instant longAgo = clock.instant().minus(PERIOD);
            Map<JobId, Map<String, String>> fresh = new HashMap<>();
            List<Call> slow = calls.values().stream()
                    .filter(call -> !call.begun.isAfter(longAgo))
                    .toList();
            slow.forEach(call -> call.takeFresh(fresh));
            store(fresh);
            slow.forEach(Call::forgetIfOver);
        } catch (RuntimeException | Error e) {
            LOG.warn("Answers could not be stored: after a crash they would be asked for again", e);
        }
    }

    private void store(Map<JobId, Map<String, String>> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        try {
            Futures.join(store.keep(fresh));
        } catch (RuntimeException e) {
            LOG.warn("Answers could not be stored: after a crash they would be asked for again ({})", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One call while it is being scored. */
    final class Call implements AutoCloseable {

        private final JobId job;
        private final AnswerJournal answers;
        private final Instant begun;
        private volatile boolean stored;
        private volatile boolean ended;
        private volatile boolean failures;
        private volatile boolean over;

        Call(JobId job, AnswerJournal answers, Instant begun, boolean stored) {
            this.job = job;
            this.answers = answers;
            this.begun = begun;
            this.stored = stored;
        }

        AnswerJournal answers() {
            return answers;
        }

        /**
         * Says that the call has its result.
         *
         * @param keep whether its answers are stored all the same, as what has failed may be tried again
         */
        void ended(boolean keep) {
            ended = true;
            failures = keep;
        }

        private void takeFresh(Map<JobId, Map<String, String>> into) {
            Map<String, String> fresh = answers.takeFresh();
            if (!fresh.isEmpty()) {
                stored = true;
                into.put(job, fresh);
            }
        }

        /** Forgets the answers of a call that has ended; stores all of one that was stopped. */
        @Override
        public void close() {
            calls.remove(job);
            over = true;
            if (!ended || failures) {
                Map<JobId, Map<String, String>> fresh = new HashMap<>();
                takeFresh(fresh);
                store(fresh);
            }
            forgetIfOver();
        }

        /** Both the timer and the end of the call do this last, so that whichever stores later forgets. */
        private void forgetIfOver() {
            if (over && ended && stored && !failures) {
                store.forget(job);
            }
        }
    }
}
