package dev.marksheet.command;

import dev.marksheet.job.record.ReportReader;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.SessionStates;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Waits until a session's calls have ended, and tells how far they are. Used by one thread. */
final class SessionWait {

    private static final long LOOK_MILLIS = 200;

    /** So long nobody waits for an endpoint that answers nothing. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final DatasetQueries datasets;
    private final SessionStates states;
    private final ReportReader health;
    private final RunId run;
    private final Call call;
    private final ScoreProgress progress;
    private volatile long done;
    private volatile long of;
    private long lastDone = -1;
    private long lastNews = System.nanoTime();
    private @Nullable String outage;

    /** Why the wait is over. */
    enum End {
        /** Nothing is open. */
        ENDED,
        /** The session's budget is spent. */
        HELD,
        /** The judge does not answer. */
        OUTAGE,
        /** It took too long. */
        TIMEOUT
    }

    SessionWait(BeanFactory beans, RunId run, Call call) {
        this.datasets = beans.getBean(DatasetQueries.class);
        this.states = beans.getBean(SessionStates.class);
        this.health = beans.getBean(ReportReader.class);
        this.run = run;
        this.call = call;
        this.progress = new ScoreProgress(call);
    }

    /** @param most how long to wait; null for as long as it takes */
    End await(@Nullable Duration most) throws InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            Optional<End> end = look();
            if (end.isEmpty() && most != null && System.nanoTime() - begun > most.toNanos()) {
                end = Optional.of(End.TIMEOUT);
            }
            if (end.isPresent()) {
                progress.end(done, of);
                return end.get();
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private Optional<End> look() {
        // In this order: what is not on its way any more is among the calls.
        boolean feeding = datasets.isFeeding(run);
        SessionState state = states.of(List.of(run)).stream().findFirst().orElse(null);
        count(state);
        if (!feeding && (state == null || state.counts().open() == 0)) {
            return Optional.of(End.ENDED);
        }
        if (state != null && state.held() && state.counts().of(JobStatus.RUNNING) == 0) {
            return Optional.of(End.HELD);
        }
        return isWithoutAnswer() ? Optional.of(End.OUTAGE) : Optional.empty();
    }

    private void count(@Nullable SessionState state) {
        long ended = state == null ? 0 : state.counts().ended();
        long expected = datasets.progress(run).map(DatasetQueries.Progress::of).orElse(0L);
        done = ended;
        of = Math.max(expected, state == null ? 0 : state.counts().wanted());
        if (ended != lastDone) {
            lastDone = ended;
            lastNews = System.nanoTime();
        }
        progress.show(done, of);
    }

    private boolean isWithoutAnswer() {
        Optional<ReportReader.Outage> now = health.outage(call.language());
        String said = now.map(ReportReader.Outage::said).orElse(null);
        if (said != null && !said.equals(outage)) {
            progress.interrupt();
            call.say("outage", said);
        }
        outage = said;
        return said != null && System.nanoTime() - lastNews > PATIENCE.toNanos();
    }

    /** Calls that had ended at the last look. */
    long done() {
        return done;
    }

    /** Calls that there are to be. */
    long of() {
        return of;
    }
}
