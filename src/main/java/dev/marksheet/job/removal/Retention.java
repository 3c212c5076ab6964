package dev.marksheet.job.removal;

import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.session.RunId;
import dev.marksheet.store.SessionDeletions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Deletes sessions and forgets texts that were kept long enough, now and then and little by little. Where nothing is
 * configured it does nothing.
 */
final class Retention implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    /** Of what is kept, a twentieth more or less does not matter, and a look costs something. */
    private static final int LOOKS = 20;

    private static final int RUNS = 50;

    private final RetentionProperties properties;
    private final SessionDeletions sessions;
    private final Deletion deletion;
    private final ForgottenTexts texts;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("retention-"));
    private volatile boolean open;

    Retention(
            RetentionProperties properties,
            SessionDeletions sessions,
            Deletion deletion,
            ForgottenTexts texts,
            Clock clock) {
        this.properties = properties;
        this.sessions = sessions;
        this.deletion = deletion;
        this.texts = texts;
        this.clock = clock;
    }

    /** Throws nothing: the timer would not come again. */
    private void look() {
        try {
            Instant now = clock.instant();
            if (properties.sessions() != null) {
                deleteIdle(now.minus(properties.sessions()));
            }
            if (properties.texts() != null && open) {
                texts.forget(properties.texts(), () -> open);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("What was kept long enough is removed later", e);
        }
    }

    private void deleteIdle(Instant since) {
        List<RunId> idle;
        do {
            idle = sessions.idle(since, RUNS);
            // One that is not idle any more is left out of the next page, so that this ends.
            idle.forEach(run -> {
                if (open) {
                    deletion.deleteIdle(run, since);
                }
            });
        } while (open && idle.size() == RUNS);
    }

    /** How long a pause is between two looks: short where little is kept for short. */
    private Duration pause() {
        Duration shortest = Stream.of(properties.sessions(), properties.texts())
                .filter(Objects::nonNull)
                .min(Duration::compareTo)
                .orElseThrow();
        Duration pause = shortest.dividedBy(LOOKS);
        Duration most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return most.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : most;
    }

    @Override
    public void start() {
        open = true;
        if (properties.sessions() != null || properties.texts() != null) {
            long millis = pause().toMillis();
            timer.scheduleWithFixedDelay(this::look, SHORTEST_PAUSE.toMillis(), millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        open = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return SessionScoreJobManager.PHASE;
    }
}
