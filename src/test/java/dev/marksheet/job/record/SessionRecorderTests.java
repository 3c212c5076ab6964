package dev.marksheet.job.record;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marksheet.metric.MetricBeans;
import dev.marksheet.report.NoFiles;
import dev.marksheet.report.RunFiles;
import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.JobId;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<JobStatus> changed = new CopyOnWriteArrayList<>();
    private volatile Consumer<List<Row>> fault = rows -> {};

    @BeforeEach
    void open() {
        db = Database.sqlite(folder);
        recorder = recorder(db, (before, after) -> {});
    }

    private SessionRecorder recorder(Database database, BiConsumer<SessionReport, SessionReport> figures) {
        return new SessionRecorder(
                database.jobs,
                database.sessions,
                database.sessionQueries,
                NoFiles.reports(this::written),
                new RunDocuments(
                        database.jobQueries,
                        database.sessionQueries,
                        MetricBeans.standard().ranges(),
                        report -> List.of()),
                figures,
                rows -> {},
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
    private void written(String file, List<Row> rows) {
        written.add(file);
        if (!file.equals(RunFiles.SCORES)) {
            return;
        }
        if (reports.getAndIncrement() == 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        } else {
            fault.accept(rows);
        }
    }

    /** A job with a result that is kept and not reported. */
    private Row scored(double value) {
        return scored(db, value);
    }

    private static Row scored(Database database, double value) {
        ScoreJob job = database.running("s");
        Row row = Database.row(0, job, value);
        assertThat(database.jobs.saveResult(job.id(), row.result()).join()).isTrue();
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
        fault = rows -> {
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
        fault = rows -> {
            if (rows.stream().anyMatch(row -> row.result().meanScore() == POISON)) {
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
            assertThat(db.jobQueries.find(rows.get(i).job()).orElseThrow().status())
                    .isEqualTo(expected);
        }
    }

    @Test
    void commitsAfterAllFilesAndTellsOfIt() {
        gate.countDown();
        Row row = scored(0.5);
        SessionRecorder telling = recorder(db, (before, after) -> changed.add(status(db, row.job())));

        telling.report(row);

        assertThat(written).containsExactly(RunFiles.SCORES, RunFiles.SUMMARY, RunFiles.ADVICE, RunFiles.METADATA);
        assertThat(changed).containsExactly(JobStatus.COMPLETED);
    }

    @Test
    void changesNothingWhenAllHaveEnded() {
        gate.countDown();
        Row row = scored(0.5);
        recorder.report(row);
        SessionReport before = db.sessionQueries.find(row.run()).orElseThrow();
        written.clear();

        recorder.report(row);

        assertThat(written).isEmpty();
        assertThat(db.sessionQueries.find(row.run())).contains(before);
    }

    @Test
    void keepsTheRowsWhoseAdviceBeforeCannotBeKept() {
        gate.countDown();
        try (Database shared = Database.postgresql()) {
            shared.sql("drop table advice_before");
            AdviceVersion version = new AdviceVersion(1, List.of());
            SessionRecorder telling = recorder(
                    shared,
                    (before, after) -> assertThat(shared.adviceVersions().keep(before.run(), version))
                            .isCompletedExceptionally());
            Row row = scored(shared, 0.5);

            telling.report(row);

            assertThat(status(shared, row.job())).isEqualTo(JobStatus.COMPLETED);
        }
    }

    private static JobStatus status(Database database, JobId job) {
        return database.jobQueries.find(job).orElseThrow().status();
    }

    @Test
    void keepsAResultWhoseJobWasTakenForOneThatNobodyWorksOn() throws InterruptedException {
        ScoreJob job = db.running("s");
        Row row = Database.row(0, job, 0.5);
        db.jobs.requeue(job.id(), job.run()).join();

        assertThat(recorder.keep(row)).contains(row);

        assertThat(db.jobs.unreported(job.id(), Database.NOW)).isPresent();
        assertThat(db.sessionQueries.find(job.run()).orElseThrow().counts()).isEqualTo(counts(0, 1, 0, 0));
    }
}
