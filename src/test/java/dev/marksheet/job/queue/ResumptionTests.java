package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.store.FakeOpenJobs;
import dev.marksheet.store.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class ResumptionTests {

    private static final RuntimeException FULL = new DataAccessResourceFailureException("disk full");

    private final List<JobStore.Open> taken = new ArrayList<>();

    /** Pages hold three: none, a part of one, exactly one and two, and more. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 6, 7})
    void takesUpEveryCallOnceInItsOrder(long count) {
        FakeOpenJobs open = new FakeOpenJobs(count);
        Resumption resumption = new Resumption(open, count);

        resumption.goOn(taken::add);

        assertThat(taken).containsExactlyElementsOf(calls(count));
        assertThat(resumption.resumed()).isEqualTo((int) count);
        assertThat(open.requeued()).containsExactly(count);
    }

    @Test
    void takesUpNothingThatCameLater() {
        new Resumption(new FakeOpenJobs(9), 4).goOn(taken::add);

        assertThat(taken).containsExactlyElementsOf(calls(4));
    }

    @Test
    void endsWhereItsTakerWantsNoMore() {
        Resumption resumption = new Resumption(new FakeOpenJobs(9), 9);

        resumption.goOn(call -> taken.size() < 4 && taken.add(call));

        assertThat(taken).containsExactlyElementsOf(calls(4));
        assertThat(resumption.resumed()).isEqualTo(4);
    }

    @Test
    void goesOnAfterAFaultWhereItWas() {
        FakeOpenJobs open = new FakeOpenJobs(7);
        Resumption resumption = new Resumption(open, 7);
        assertThatThrownBy(() -> resumption.goOn(call -> {
                    if (taken.size() == 2) {
                        open.failOnceWith(FULL);
                    }
                    return taken.add(call);
                }))
                .isSameAs(FULL);
        assertThat(taken).hasSize(3);

        resumption.goOn(taken::add);

        assertThat(taken).containsExactlyElementsOf(calls(7));
        assertThat(open.requeued()).hasSize(1);
    }

    @Test
    void triesAgainAfterPausesThatGrowUntilAllIsTakenUp() {
        FakeOpenJobs open = new FakeOpenJobs(4);
        open.failOnceWith(FULL);
        open.failOnceWith(FULL);
        List<Duration> pauses = new ArrayList<>();
        List<Runnable> later = new ArrayList<>();
        new Resumption(open, 4).goOnUntilDone(taken::add, Duration::ofSeconds, (pause, work) -> {
            pauses.add(pause);
            later.add(work);
        });
        assertThat(taken).isEmpty();
        later.get(0).run();
        assertThat(taken).isEmpty();
        later.get(1).run();

        assertThat(taken).containsExactlyElementsOf(calls(4));
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(later).hasSize(2);
    }

    private static List<JobStore.Open> calls(long count) {
        return LongStream.rangeClosed(1, count).mapToObj(FakeOpenJobs::call).toList();
    }
}
