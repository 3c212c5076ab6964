package dev.marksheet.job.record;

import static dev.marksheet.job.record.RecordedSession.NOW;
import static dev.marksheet.job.record.RecordedSession.RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.Row;
import dev.marksheet.store.JobStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** How a result is held on to until it is kept. */
@Timeout(20)
class KeepingTests {

    private static final RuntimeException FULL = new DataAccessResourceFailureException("disk full");
    private static final RuntimeException AWAY = new CannotCreateTransactionException("nobody listens");

    private final RecordedSession session = new RecordedSession();
    private final Row row = session.scored(0.5);

    @Test
    void aResultThatIsKeptIsTheOneToReport() throws InterruptedException {
        assertThat(session.recorder.keep(row)).containsSame(row);

        assertThat(session.pauses).isEmpty();
        assertThat(session.jobs.started()).isEmpty();
    }

    @Test
    void triesAgainWithGrowingPausesWhileTheDatabaseRefuses() throws InterruptedException {
        session.jobs.saves(FULL, AWAY, FULL);
        boolean[] recovered = new boolean[1];
        session.storage.onRecovery(() -> recovered[0] = true);

        assertThat(session.recorder.keep(row)).containsSame(row);

        assertThat(session.pauses).containsExactly(1, 2, 3);
        assertThat(session.storage.refuses()).isFalse();
        assertThat(recovered).containsExactly(true);
    }

    @Test
    void whoIsInterruptedInAPauseKeepsNothingAndSaysSo() {
        session.jobs.saves(FULL);
        session.pause = Duration.ofHours(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> session.recorder.keep(row)).isInstanceOf(InterruptedException.class);

        assertThat(session.storage.refuses()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whatComesWithTheResultItselfIsThrownAtOnce() {
        DataIntegrityViolationException own = new DataIntegrityViolationException("not these values");
        session.jobs.saves(own, new StackOverflowError("deep"));

        assertThatThrownBy(() -> session.recorder.keep(row)).isSameAs(own);
        assertThatThrownBy(() -> session.recorder.keep(row)).isInstanceOf(StackOverflowError.class);

        assertThat(session.pauses).isEmpty();
        assertThat(session.storage.refuses()).isFalse();
    }

    @Test
    void whatAnotherAttemptHasKeptIsReportedInItsPlace() throws InterruptedException {
        Row other = session.scored(0.25);
        session.jobs.saves(false);
        session.jobs.stands(null, other);

        assertThat(session.recorder.keep(row)).containsSame(other);

        assertThat(session.jobs.started()).isEmpty();
    }

    @Test
    void aJobThatHasEndedHasNothingToReport() throws InterruptedException {
        session.jobs.saves(false);

        assertThat(session.recorder.keep(row)).isEmpty();

        assertThat(session.jobs.started()).isEmpty();
    }

    @Test
    void aJobThatWasTakenForAbandonedIsStartedAgainAsOfItsOldStart() throws InterruptedException {
        session.jobs.saves(false, false);
        session.jobs.stands(new JobStore.Open(row.job(), RUN, false), null);

        assertThat(session.recorder.keep(row)).containsSame(row);

        String start = row.job().value() + " of session-s at " + NOW.minusMillis(840);
        assertThat(session.jobs.started()).containsExactly(start, start);
    }

    @Test
    void aJobThatIsTakenAwayAgainAndAgainIsGivenUp() {
        session.jobs.saves(false, false, false);
        session.jobs.stands(new JobStore.Open(row.job(), RUN, false), null);

        assertThatThrownBy(() -> session.recorder.keep(row))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(row.job().value());

        assertThat(session.jobs.started()).hasSize(3);
    }

    @Test
    void whereTheStartIsRefusedTheResultIsTriedAgainAfterAPause() throws InterruptedException {
        session.jobs.saves(false, false, false);
        session.jobs.stands(new JobStore.Open(row.job(), RUN, false), null);
        session.jobs.refuseWith(FULL);
        session.storage.onRecovery(() -> session.events.add("recovered"));

        assertThat(session.recorder.keep(row)).containsSame(row);

        assertThat(session.pauses).containsExactly(1, 2, 3);
        assertThat(session.events).containsExactly("recovered");
    }
}
