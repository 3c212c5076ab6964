package dev.marksheet.job.queue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Whether the database lets db-scheduler hand calls out. While it does not, db-scheduler writes an error with its stack for
 * each of many attempts a second; each change is said in one line instead. Its other errors stay as they are. Safe for use
 * by many threads at once.
 */
final class HandoutState extends AbstractSchedulerListener {

    private static final Logger LOG = LoggerFactory.getLogger(HandoutState.class);
    private static final String SCHEDULER = Scheduler.class.getPackageName();
    private static final int DEEPEST = 16;

    /** Several times the pause between two attempts: some attempts succeed where others are refused. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final AtomicBoolean refused = new AtomicBoolean();
    private final TurboFilter filter = new Refusals();
    private final InstantSource time;
    private volatile Instant latest = Instant.MIN;

    HandoutState(InstantSource time) {
        this.time = time;
    }

    void watch() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.addTurboFilter(filter);
        }
    }

    void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getTurboFilterList().remove(filter);
        }
    }

    private void refused(SQLRuntimeException cause) {
        latest = time.instant();
        if (refused.compareAndSet(false, true)) {
            LOG.warn(
                    "The database hands out no calls; they wait, and it is tried again until it does ({})",
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }
    }

    @Override
    public void onSchedulerEvent(SchedulerListener.SchedulerEventType event) {
        if (event == SchedulerListener.SchedulerEventType.RAN_DETECT_DEAD
                && latest.isBefore(time.instant().minus(QUIET))
                && refused.compareAndSet(true, false)) {
            LOG.info("The database hands out calls again");
        }
    }

    private static @Nullable SQLRuntimeException byDatabase(@Nullable Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLRuntimeException found) {
                return found;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private final class Refusals extends TurboFilter {

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                ch.qos.logback.classic.Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] values,
                @Nullable Throwable fault) {
            if (!level.isGreaterOrEqual(Level.WARN) || !logger.getName().startsWith(SCHEDULER)) {
                return FilterReply.NEUTRAL;
            }
            SQLRuntimeException cause = byDatabase(fault == null ? last(values) : fault);
            if (cause == null) {
                return FilterReply.NEUTRAL;
            }
            refused(cause);
            return FilterReply.DENY;
        }

        private static @Nullable Throwable last(Object @Nullable [] values) {
            return values != null && values.length > 0 && values[values.length - 1] instanceof Throwable fault
                    ? fault
                    : null;
        }
    }
}
