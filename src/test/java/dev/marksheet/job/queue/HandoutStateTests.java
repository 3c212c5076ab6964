package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class HandoutStateTests {

    private static final Logger SCHEDULER = LoggerFactory.getLogger(Scheduler.class);
    private static final ch.qos.logback.classic.Logger OURS =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(HandoutState.class);
    private static final Throwable REFUSAL =
            new IllegalStateException(new SQLRuntimeException("is starting up\nPosition: 1"));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final HandoutState state = new HandoutState(() -> now);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void watch() {
        log.start();
        OURS.addAppender(log);
        ((ch.qos.logback.classic.Logger) SCHEDULER).addAppender(log);
        state.watch();
    }

    @AfterEach
    void stop() {
        state.stop();
        OURS.detachAppender(log);
        ((ch.qos.logback.classic.Logger) SCHEDULER).detachAppender(log);
    }

    @Test
    void saysOnceThatTheDatabaseRefusesAndOnceThatItIsBack() {
        for (int i = 0; i < 50; i++) {
            SCHEDULER.error("Unhandled exception. Will keep running.", REFUSAL);
            SCHEDULER.error("No heartbeat of {}.", "a call", REFUSAL);
        }
        state.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        now = now.plus(Duration.ofSeconds(3));
        state.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        state.onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
        SCHEDULER.error("Unhandled exception. Will keep running.", REFUSAL);

        assertThat(lines())
                .containsExactly(
                        "The database hands out no calls; they wait, and it is tried again until it does (is starting up)",
                        "The database hands out calls again",
                        "The database hands out no calls; they wait, and it is tried again until it does (is starting up)");
    }

    @Test
    void leavesErrorsOfAnotherKindAsTheyAre() {
        SCHEDULER.error("Indicates a bug.", new IllegalStateException("no database"));
        SCHEDULER.warn("Stopping twice.");

        assertThat(lines()).containsExactly("Indicates a bug.", "Stopping twice.");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
