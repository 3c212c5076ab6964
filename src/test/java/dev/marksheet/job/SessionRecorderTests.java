package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marksheet.metric.MetricBeans;
import dev.marksheet.report.NoFiles;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Row;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRecorderTests {

    private static final double POISON = 0.125;

    @TempDir
    Path folder;

    private Database db;
    private SessionRecorder recorder;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger reports = new AtomicInteger();
    private volatile BiConsumer<SessionReport, SessionReport> fault = (before, after) -> {};

    @BeforeEach
    void open() {
        db = Database.sqlite(folder);
        ReportWriter writer =
                new ReportWriter(db.jobs, db.sessions, MetricBeans.standard().ranges());
        recorder = new SessionRecorder(
                db.jobs,
                db.sessions,
                NoFiles.reports(),
                writer,
                this::figures,
                run -> {},
                RetryPauses.GROWING,
                new StorageState());
    }

    @AfterEach
    void close() {
        gate.countDown();
        threads.shutdownNow();
        db.close();
    }

    /** The first report waits at the gate, under the session's lock; the others find the lock taken. */
    private void figures(SessionReport before, SessionReport after) {
        if (reports.getAndIncrement() == 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } else {
            fault.accept(before, after);
        }
    }

    /** A job with a result that is kept and not reported. */
    private Row scored(double value) {
        ScoreJob job = db.running("s");
        Row row = Database.row(0, job, value);
        assertThat(db.jobs.saveResult(job.id(), row.result()).join()).isTrue();
        return row;
    }

    private CompletableFuture<Void> report(Row row) {
        return CompletableFuture.runAsync(() -> recorder.report(row), threads);
    }

    /** Reports rows so that they come as one batch. */
    private List<CompletableFuture<Void>> together(List<Row> rows) {
        CompletableFuture<Void> first = report(scored(1));
        await().until(() -> reports.get() == 1);
        List<CompletableFuture<Void>> reported = new ArrayList<>();
        rows.forEach(row -> reported.add(report(row)));
        await().until(() -> recorder.waiting() == rows.size());
        gate.countDown();
        first.join();
        return reported;
    }

    @Test
    void endsAllWhoWaitForABatchThatMetAnError() {
        fault = (before, after) -> {
            throw new StackOverflowError();
        };

        List<CompletableFuture<Void>> reported = together(List.of(scored(0.5), scored(0.25), scored(0.75)));

        assertThat(reported)
                .allSatisfy(report -> assertThat(report)
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .withCauseInstanceOf(StackOverflowError.class));
        assertThat(recorder.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsTheOthersOfABatchInWhichOneCantBe(boolean error) {
        fault = (before, after) -> {
            if (after.metrics().get("faithfulness").min() == POISON) {
                if (error) {
                    throw new AssertionError("poison");
                }
                throw new IllegalStateException("poison");
            }
        };
        List<Row> rows = IntStream.range(0, 9)
                .mapToObj(i -> scored(i == 4 ? POISON : 0.5))
                .toList();

        List<CompletableFuture<Void>> reported = together(rows);

        for (int i = 0; i < rows.size(); i++) {
            if (i == 4) {
                assertThatThrownBy(reported.get(i)::join).hasRootCauseMessage("poison");
            } else {
                assertThat(reported.get(i)).succeedsWithin(Duration.ofSeconds(10));
            }
            JobStatus expected = i == 4 ? JobStatus.RUNNING : JobStatus.COMPLETED;
            assertThat(db.jobs.find(rows.get(i).job()).orElseThrow().status()).isEqualTo(expected);
        }
    }

    @Test
    void keepsAResultWhoseJobWasTakenForOneThatNobodyWorksOn() throws InterruptedException {
        ScoreJob job = db.running("s");
        Row row = Database.row(0, job, 0.5);
        db.jobs.requeue(job.id(), job.run()).join();

        assertThat(recorder.keep(row)).contains(row);

        assertThat(db.jobs.unreported(job.id(), Database.NOW)).isPresent();
        assertThat(db.sessions.find(job.run()).orElseThrow().counts()).isEqualTo(new SessionReport.Counts(0, 1, 0, 0));
    }
}
