package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.marksheet.session.JobId;
import dev.marksheet.store.JobStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class TroubleLogTests {

    private static final RuntimeException FULL = new DataAccessResourceFailureException("disk full");
    private static final RuntimeException ODD = new IllegalStateException("odd");

    private final Logger logger = (Logger) LoggerFactory.getLogger(TroubleLog.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final TroubleLog log = new TroubleLog();

    @BeforeEach
    void listen() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(said);
    }

    @Test
    void saysOnceASessionThatTheDiskRefuses() {
        log.triedAgain(call(1, "a"), Duration.ofSeconds(3), FULL);
        log.triedAgain(call(2, "a"), Duration.ofSeconds(3), FULL);
        log.triedAgain(call(3, "b"), Duration.ofSeconds(3), FULL);

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Job 000000000001 of session-a is tried again in 3 s; nothing is lost (disk full)",
                        "Job 000000000003 of session-b is tried again in 3 s; nothing is lost (disk full)");
    }

    @Test
    void saysItAgainAfterACallOfTheSessionWentThrough() {
        log.triedAgain(call(1, "a"), Duration.ofSeconds(3), FULL);
        log.isOver(LocalQueueSteps.run("a"));
        log.triedAgain(call(1, "a"), Duration.ofSeconds(3), FULL);

        assertThat(said.list).hasSize(2);
    }

    @Test
    void saysEveryTimeWhatIsWrongWithACallItself() {
        log.triedAgain(call(1, "a"), Duration.ofSeconds(3), ODD);
        log.triedAgain(call(1, "a"), Duration.ofSeconds(6), ODD);

        assertThat(said.list).hasSize(2);
    }

    private static JobStore.Open call(int number, String session) {
        return new JobStore.Open(new JobId("%012x".formatted(number)), LocalQueueSteps.run(session), false);
    }
}
