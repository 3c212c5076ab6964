package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.LogLines;
import dev.marksheet.threads.HandThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asks on the test's own thread, and sleeps no time. */
class OutageProbeTests {

    private final HandThreadFactory threads = new HandThreadFactory();
    private final List<Long> pauses = new ArrayList<>();
    private int interruptAt = Integer.MAX_VALUE;
    private int asked;
    private final OutageProbe probe = new OutageProbe(this::sleep, threads);

    private void sleep(Duration pause) throws InterruptedException {
        pauses.add(pause.toSeconds());
        if (pauses.size() == interruptAt) {
            throw new InterruptedException();
        }
    }

    private void ask() {
        asked++;
    }

    @Test
    void asksAtPausesThatGrowToHalfAMinuteUntilTheOutageIsOver() {
        probe.start(this::ask, () -> asked < 7);

        threads.runNext();

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(asked).isEqualTo(7);
        assertThat(threads.waiting()).isZero();
    }

    @Test
    void oneAsksHoweverManyBegin() {
        probe.start(this::ask, () -> false);
        probe.start(this::ask, () -> false);

        assertThat(threads.waiting()).isEqualTo(1);
    }

    @Test
    void anotherOutageIsAskedAboutFromTheStart() {
        probe.start(this::ask, () -> asked < 2);
        threads.runNext();

        probe.start(this::ask, () -> false);
        threads.runNext();

        assertThat(pauses).containsExactly(1L, 2L, 1L);
    }

    @Test
    void whatTheRequestThrowsCountsAsNoAndIsSaid() {
        List<Throwable> faults = List.of(new IllegalStateException("ours"), new StackOverflowError("deep"));
        try (LogLines log = new LogLines(OutageProbe.class)) {
            probe.start(
                    () -> {
                        Throwable fault = faults.get(asked++);
                        if (fault instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) fault;
                    },
                    () -> asked < 2);

            threads.runNext();

            assertThat(asked).isEqualTo(2);
            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("ERROR"));
        }
    }

    @Test
    void whoIsInterruptedInAPauseAsksNoMore() {
        interruptAt = 2;
        probe.start(this::ask, () -> true);

        threads.runNext();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void asksNoMoreOnceItIsClosed() {
        probe.start(
                () -> {
                    asked++;
                    probe.close();
                },
                () -> true);

        threads.runNext();
        probe.start(this::ask, () -> true);

        assertThat(asked).isEqualTo(1);
        assertThat(threads.interrupted()).isEqualTo(1);
        assertThat(threads.waiting()).isZero();
    }

    @Test
    void closesWhereNobodyAsks() {
        probe.close();

        assertThat(threads.interrupted()).isZero();
    }

    @Test
    void whereThereIsNoThreadTheNextOutageFindsOne() {
        threads.refuseWith(new OutOfMemoryError("unable to create native thread"));
        assertThatThrownBy(() -> probe.start(this::ask, () -> false)).isInstanceOf(OutOfMemoryError.class);

        threads.refuseWith(null);
        probe.start(this::ask, () -> false);
        threads.runNext();

        assertThat(asked).isEqualTo(1);
    }
}
