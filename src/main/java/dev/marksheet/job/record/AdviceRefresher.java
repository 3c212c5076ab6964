package dev.marksheet.job.record;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.threads.Delay;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the judge's prose advice fresh in the background: never more than one request per session in flight, always from
 * the newest figures. From ten ended calls on it is written again when a tenth more have ended, and once more when the
 * session has been idle for a while, so that its cost does not grow with every call. An attempt that failed is made again
 * after growing pauses while nothing else ends. Safe for use by many threads at once.
 */
final class AdviceRefresher {

    /** With fewer ended calls the figures say less than the rules make of them. */
    static final int MIN_CALLS = 10;

    /** A session in which nothing ends for this long is idle: its sender may wait for each call before the next. */
    static final Duration QUIET = Duration.ofSeconds(10);

    static final Duration RETRY = Duration.ofMinutes(1);
    static final int MAX_FAILURES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(AdviceRefresher.class);
    private static final double GROWTH = 1.1;
    private static final long NOT_QUIET = -1;

    /** Where the figures are and the prose goes. */
    interface Shelf {

        Optional<SessionReport> find(RunId run);

        /** Takes the right to ask about a run, over all processes; false while another has it. */
        boolean claim(RunId run);

        void release(RunId run);

        /**
         * Keeps the prose and counts what it has cost, unless the session was deleted meanwhile, or even begun anew.
         *
         * @param seen the session as the judge was told of it
         */
        void keep(SessionReport seen, SessionReport.AdviceProse prose, Usage spent);

        /** Counts what was spent in vain, in the same way. */
        void spent(SessionReport seen, Usage usage);
    }

    /**
     * What was written.
     *
     * @param markdown the text
     * @param usage what it has cost
     */
    record Written(String markdown, Usage usage) {}

    /** Who writes it. */
    interface Writer {

        /**
         * The prose.
         *
         * @throws JudgeException if nothing usable came, or not in time
         */
        Written write(SessionReport report) throws InterruptedException;
    }

    /**
     * A run that is being looked at; one that is not has none.
     *
     * @param again whether calls have ended since that look began
     * @param quietAt how many ended calls a quiet while was seen at; {@link #NOT_QUIET} for none
     */
    private record Look(boolean again, long quietAt) {}

    /** @param ended how many calls had ended at the last failure */
    private record Failure(long ended, int times) {}

    private final Shelf shelf;
    private final @Nullable Writer writer;
    private final Executor threads;
    private final Delay delay;
    private final Map<RunId, Look> looks = new ConcurrentHashMap<>();
    private final Map<RunId, Failure> failures = new ConcurrentHashMap<>();
    private final Set<RunId> delayed = ConcurrentHashMap.newKeySet();

    /**
     * @param writer null for no prose at all
     * @param threads a few of their own: each is held while a prose is being written
     */
    AdviceRefresher(Shelf shelf, @Nullable Writer writer, Executor threads, Delay delay) {
        this.shelf = shelf;
        this.writer = writer;
        this.threads = threads;
        this.delay = delay;
    }

    /** Says that calls of the run have ended. Returns at once. */
    void callsEnded(RunId run) {
        wake(run, NOT_QUIET);
    }

    private void wake(RunId run, long quietAt) {
        if (writer == null) {
            return;
        }
        Look look = looks.compute(
                run,
                (id, now) -> now == null
                        ? new Look(false, quietAt)
                        : new Look(true, Math.max(now.again() ? now.quietAt() : NOT_QUIET, quietAt)));
        if (!look.again()) {
            start(run, quietAt, writer);
        }
    }

    private void start(RunId run, long quietAt, Writer by) {
        try {
            threads.execute(() -> refresh(run, quietAt, by));
        } catch (RejectedExecutionException e) {
            // The service stops.
            looks.remove(run);
        } catch (Error e) {
            // There is no thread; else the session would be taken for looked at until the service ends.
            looks.remove(run);
            LOG.warn("No look at the prose advice for {}", run.value(), e);
        }
    }

    private void refresh(RunId run, long quietAt, Writer by) {
        try {
            shelf.find(run).ifPresent(report -> look(report, quietAt, by));
        } catch (RuntimeException | Error e) {
            LOG.warn("No look at the prose advice for {}", run.value(), e);
        } finally {
            again(run, by);
        }
    }

    /** Whoever has to wait for a thread comes before the next look at this run. */
    private void again(RunId run, Writer by) {
        long[] quietAt = {NOT_QUIET};
        Look next = looks.computeIfPresent(run, (id, now) -> {
            quietAt[0] = now.quietAt();
            return now.again() ? new Look(false, now.quietAt()) : null;
        });
        if (next != null) {
            start(run, quietAt[0], by);
        }
    }

    private void look(SessionReport report, long quietAt, Writer by) {
        long ended = report.counts().ended();
        long seen = report.prose() == null ? 0 : report.prose().callsSeen();
        if (ended < MIN_CALLS || ended <= seen) {
            return;
        }
        Failure failure = failures.get(report.run());
        long tried = failure == null ? seen : Math.max(seen, failure.ended());
        if (ended >= tried * GROWTH || ended == quietAt) {
            write(report, by);
        } else if (report.counts().open() == 0) {
            lookLater(report.run(), ended, failure == null ? QUIET : pauseAfter(failure));
        }
    }

    private void write(SessionReport report, Writer by) {
        RunId run = report.run();
        long ended = report.counts().ended();
        if (report.settings().isSpent(report.spent())) {
            // No more may be asked for; the next call that ends finds out whether there is a larger budget.
            return;
        }
        if (!shelf.claim(run)) {
            lookLater(run, ended, QUIET);
            return;
        }
        try {
            Written written = by.write(report);
            shelf.keep(report, new SessionReport.AdviceProse(written.markdown(), ended), written.usage());
            failures.remove(run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JudgeException e) {
            inVain(report, ended, e);
        } catch (RuntimeException | Error e) {
            LOG.warn("No prose advice for {}", run.value(), e);
            failed(run, ended);
        } finally {
            shelf.release(run);
        }
    }

    private void inVain(SessionReport report, long ended, JudgeException reason) {
        RunId run = report.run();
        LOG.warn("No prose advice for {}: {}", run.value(), reason.getMessage());
        failed(run, ended);
        if (reason.usage().requests() > 0) {
            shelf.spent(report, reason.usage());
        }
    }

    private void failed(RunId run, long ended) {
        Failure failure =
                failures.merge(run, new Failure(ended, 1), (before, now) -> new Failure(ended, before.times() + 1));
        if (failure.times() < MAX_FAILURES) {
            lookLater(run, ended, pauseAfter(failure));
        } else {
            failures.remove(run);
        }
    }

    private static Duration pauseAfter(Failure failure) {
        return RETRY.multipliedBy(1L << 2 * (failure.times() - 1));
    }

    private void lookLater(RunId run, long ended, Duration pause) {
        if (delayed.add(run)) {
            delay.run(pause, () -> {
                delayed.remove(run);
                wake(run, ended);
            });
        }
    }
}
