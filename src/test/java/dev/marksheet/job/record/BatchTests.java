package dev.marksheet.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.report.RunFiles;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** What becomes of calls that have finished while another of their session was written: they are written together. */
@Timeout(30)
class BatchTests {

    private final RecordedSession session = new RecordedSession();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile int expected;
    private volatile Consumer<List<Row>> fault = rows -> {};
    private final List<List<JobId>> tried = new ArrayList<>();

    @BeforeEach
    void listen() {
        session.files.beforeWrite(name -> {
            if (name.equals(RunFiles.SCORES) && writes.getAndIncrement() == 0) {
                awaitTheOthers();
            }
        });
        session.sessions.beforeRecord(rows -> {
            tried.add(rows.stream().map(Row::job).toList());
            fault.accept(rows);
        });
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** The first one is under the lock, and stays there until all the others wait for it. */
    private void awaitTheOthers() {
        spinUntil(() -> session.recorder.waiting() >= expected);
    }

    private static void spinUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time to wait").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Reports rows so that they come as one batch behind a first one. */
    private List<CompletableFuture<Void>> together(List<Row> rows) {
        expected = rows.size();
        Row leader = session.scored(1);
        CompletableFuture<Void> first = report(leader);
        spinUntil(() -> writes.get() > 0);
        List<CompletableFuture<Void>> reported = rows.stream().map(this::report).toList();
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        reported.forEach(each -> each.handle((done, e) -> done).join());
        return reported;
    }

    private CompletableFuture<Void> report(Row row) {
        return CompletableFuture.runAsync(() -> session.recorder.report(row), threads);
    }

    private List<Row> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> session.scored(0.5)).toList();
    }

    private List<Integer> sizes() {
        return tried.stream().map(List::size).toList();
    }

    @Test
    void allThatWaitAreWrittenInOneGo() {
        List<CompletableFuture<Void>> reported = together(rows(4));

        assertThat(reported).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(sizes()).containsExactly(1, 4);
        assertThat(session.events).contains("1 ended", "4 ended");
        assertThat(session.recorder.waiting()).isZero();
    }

    @Test
    void noMoreThanFiveHundredAreWrittenInOneGo() {
        together(rows(501));

        assertThat(sizes()).containsExactly(1, 500, 1);
        assertThat(session.recorder.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatCantBeReportedTakesNoOtherWithIt(boolean error) {
        List<Row> rows = rows(5);
        JobId poison = rows.get(2).job();
        fault = batch -> {
            if (batch.stream().anyMatch(row -> row.job().equals(poison))) {
                if (error) {
                    throw new AssertionError("poison");
                }
                throw new IllegalStateException("poison");
            }
        };

        List<CompletableFuture<Void>> reported = together(rows);

        for (int i = 0; i < rows.size(); i++) {
            assertThat(reported.get(i).isCompletedExceptionally()).isEqualTo(i == 2);
        }
        assertThat(session.sessions.recorded().stream().flatMap(List::stream))
                .extracting(Row::job)
                .hasSize(5)
                .doesNotContain(poison);
        assertThat(session.events.stream().filter("afterwards"::equals)).hasSize(2);
    }

    @Test
    void whereTheDatabaseRefusesAllFailAtOnceWithTheSame() {
        RuntimeException full = new DataAccessResourceFailureException("disk full");
        fault = batch -> {
            if (batch.size() > 1) {
                throw full;
            }
        };

        List<CompletableFuture<Void>> reported = together(rows(4));

        assertThat(sizes()).containsExactly(1, 4);
        assertThat(reported)
                .allSatisfy(each -> assertThat(each)
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .havingCause()
                        .isSameAs(full));
        assertThat(session.events.stream().filter("afterwards"::equals)).hasSize(1);
    }

    @Test
    void aBatchOfWhichNothingCanBeReportedTellsNobody() {
        fault = batch -> {
            if (!batch.get(0).result().meanScore().equals(1.0)) {
                throw new StackOverflowError("deep");
            }
        };

        List<CompletableFuture<Void>> reported = together(rows(3));

        assertThat(reported).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(session.events.stream().filter("afterwards"::equals)).hasSize(1);
        assertThat(session.recorder.waiting()).isZero();
    }

    @Test
    void theLastHalfAloneIsEnoughToTellOf() {
        List<Row> rows = rows(2);
        List<JobId> ids = new ArrayList<>();
        fault = batch -> {
            // Whichever of the two comes first in the batch can't be reported.
            if (batch.size() == 2) {
                ids.add(batch.get(0).job());
            }
            if (batch.size() == 2 || ids.contains(batch.get(0).job())) {
                throw new CompletionException("not this one", null);
            }
        };

        together(rows);

        assertThat(session.events.stream().filter("afterwards"::equals)).hasSize(2);
        assertThat(session.sessions.recorded()).hasSize(2);
    }
}
