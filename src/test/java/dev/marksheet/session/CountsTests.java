package dev.marksheet.session;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTests {

    private static final Counts EACH = counts(1, 20, 300, 4000, 50000);

    @Test
    void tellCallsByWhatIsStillToCome() {
        assertThat(EACH.open()).isEqualTo(21);
        assertThat(EACH.ended()).isEqualTo(4300);
        assertThat(EACH.wanted()).isEqualTo(4321);
        assertThat(EACH.total()).isEqualTo(54321);
    }

    @Test
    void holdEveryStatusInItsOrder() {
        Counts some = new Counts(Map.of(JobStatus.FAILED, 3L));

        assertThat(some.byStatus().keySet()).containsExactly(JobStatus.values());
        assertThat(some.of(JobStatus.FAILED)).isEqualTo(3);
        assertThat(some.of(JobStatus.QUEUED)).isZero();
    }

    @Test
    void moveCallsAndNeverFallBelowNone() {
        assertThat(EACH.moved(JobStatus.RUNNING, JobStatus.COMPLETED, 5)).isEqualTo(counts(1, 15, 305, 4000, 50000));
        assertThat(EACH.moved(JobStatus.QUEUED, JobStatus.RUNNING, 2)).isEqualTo(counts(0, 22, 300, 4000, 50000));
    }

    @Test
    void areLiveWhileACallIsOpen() {
        SessionId id = new SessionId("s");

        assertThat(new SessionState(id, RunId.of(id), 1, counts(1, 0, 0, 0), false).live())
                .isTrue();
        assertThat(new SessionState(id, RunId.of(id), 1, counts(0, 0, 1, 1, 1), false).live())
                .isFalse();
    }
}
