package dev.marksheet.store;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.store.Database.NOW;
import static dev.marksheet.store.Database.counted;
import static dev.marksheet.store.Database.result;
import static dev.marksheet.store.Database.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class SessionStoreContract {

    Database db;

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void endsJobsAndCountsThemTogether() {
        ScoreJob first = scored("s");
        ScoreJob second = scored("s");
        Instant latest = NOW.plusMillis(50);
        SessionReport after = counted(db.report(first.run()), 1, 0.5, latest);

        record(after, row(1, first, 0.5), row(0, second, 0));

        SessionReport found = db.report(first.run());
        assertThat(found.counts()).isEqualTo(counts(0, 0, 1, 1));
        assertThat(found.csv().rows()).isEqualTo(1);
        assertThat(found.csv().length()).isEqualTo(100);
        assertThat(found.chineseCalls()).isEqualTo(1);
        assertThat(found.latestFinishedAt()).isEqualTo(latest);
        assertThat(found.metrics()).isEqualTo(after.metrics());
        assertThat(db.status(first.id())).contains(JobStatus.COMPLETED);
        assertThat(db.status(second.id())).contains(JobStatus.FAILED);
        assertThat(db.jobQueries.find(first.id()).orElseThrow().sampleId()).isEqualTo("session-score-1");
        assertThat(db.jobQueries.find(second.id()).orElseThrow().sampleId()).isNull();
    }

    @Test
    void acceptsStartsAndKeepsResultsWhileReadersHoldAllOtherConnections() throws SQLException {
        List<Connection> held = new ArrayList<>();
        ScoreJob job;
        try {
            for (int i = 0; i < db.source.getMaximumPoolSize(); i++) {
                held.add(db.source.getConnection());
            }
            job = db.running("busy");
            assertThat(db.jobs.saveResult(job.id(), result(0.5)).join()).isTrue();
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }

        assertThat(db.jobs.unreported(job.id(), NOW)).isPresent();
        assertThat(db.report(job.run()).counts()).isEqualTo(counts(0, 1, 0, 0));
    }

    @Test
    void takesTheFirstCallsThatComeAtOnce() {
        for (int i = 0; i < 40; i++) {
            String session = "at once " + i;
            IntStream.range(0, 4).parallel().forEach(call -> db.accept(session));
            assertThat(db.report(RunId.of(new SessionId(session))).counts()).isEqualTo(counts(4, 0, 0, 0));
        }
    }

    @Test
    void changesNothingWhenOneOfTheJobsIsNotRunning() {
        ScoreJob running = scored("s");
        ScoreJob queued = db.accept("s");
        SessionReport before = db.report(running.run());

        assertThatThrownBy(() -> record(counted(before, 2, 0.5, NOW), row(1, running, 0.5), row(2, queued, 0.5)))
                .hasMessageContaining(queued.id().value());

        assertThat(db.report(running.run())).isEqualTo(before);
        assertThat(db.status(running.id())).contains(JobStatus.RUNNING);
        assertThat(db.sessionQueries.rows(running.run(), 0, 10)).isEmpty();
    }

    @Test
    void changesNothingWhenTheRowsCannotBeMade() {
        ScoreJob job = scored("s");
        SessionReport before = db.report(job.run());

        assertThatThrownBy(() -> db.sessions.exclusively(job.run(), () -> {
                    assertThat(db.report(job.run())).isEqualTo(before);
                    throw new UncheckedIOException(new IOException("no room"));
                }))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(db.report(job.run())).isEqualTo(before);
    }

    @Test
    void readsRowsPageByPageAndFewOfThoseWithLargeTexts() {
        RunId run = ended("large", 1).run();
        for (int number = 2; number <= 6; number++) {
            ended("large", number);
        }
        String blanks = db.url().startsWith("jdbc:sqlite") ? "printf('%5000000s', '')" : "repeat(' ', 5000000)";
        db.sql("update job_request set request = request || " + blanks
                + " where job_id in (select job_id from job where sample_number between 2 and 5)");

        assertThat(numbers(run, 0, 2)).containsExactly(1, 2);
        assertThat(numbers(run, 0, 10)).as("texts of 5 MB each").containsExactly(1, 2, 3);
        assertThat(numbers(run, 3, 10)).containsExactly(4, 5);
        assertThat(numbers(run, 5, 10)).containsExactly(6);
        assertThat(numbers(run, 6, 10)).isEmpty();
    }

    private List<Integer> numbers(RunId run, int after, int limit) {
        return db.sessionQueries.rows(run, after, limit).stream()
                .map(Row::number)
                .toList();
    }

    @Test
    void refusesToEndAJobThatHasEnded() {
        ScoreJob ended = ended("s", 1);
        scored("s");
        SessionReport before = db.report(ended.run());

        assertThatThrownBy(() -> record(counted(before, 2, 0.5, NOW), row(2, ended, 0.5)))
                .hasMessageContaining(ended.id().value());
        assertThat(db.report(ended.run())).isEqualTo(before);
    }

    @Test
    void leavesOutJobsThatHaveEndedAndResultsThatCameTwice() {
        ScoreJob ended = ended("s", 1);
        ScoreJob running = scored("s");
        List<Row> finished = List.of(row(1, ended, 0.5), row(2, running, 0.5), row(3, running, 0.25));

        assertThat(db.sessions.stillRunning(finished)).containsExactly(row(2, running, 0.5));
        assertThat(db.sessions.stillRunning(List.of())).isEmpty();
    }

    @Test
    void numbersWithoutGapOrTwinWhateverManyRecordAtOnce() {
        List<ScoreJob> jobs = IntStream.range(0, 40).mapToObj(i -> scored("s")).toList();

        jobs.parallelStream().forEach(job -> db.recordAlone(job));

        RunId run = jobs.get(0).run();
        assertThat(db.sessionQueries.rows(run, 0, 100))
                .extracting(Row::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(db.report(run).metrics().get("faithfulness").scored()).isEqualTo(40);
        assertThat(db.report(run).counts()).isEqualTo(counts(0, 0, 40, 0));
    }

    @Test
    void refusesARowNumberThatIsTaken() {
        ended("s", 1);
        ScoreJob twin = scored("s");
        SessionReport before = db.report(twin.run());

        assertThatThrownBy(() -> record(counted(before, 1, 0.5, NOW), row(1, twin, 0.5)))
                .isNotNull();
        assertThat(db.status(twin.id())).contains(JobStatus.RUNNING);
        assertThat(db.report(twin.run())).isEqualTo(before);
    }

    @Test
    void readsRowsInOrderAndInPages() {
        RunId run = ended("s", 1).run();
        ended("s", 2);
        ended("s", 3);

        assertThat(db.sessionQueries.rows(run, 0, 2)).extracting(Row::number).containsExactly(1, 2);
        assertThat(db.sessionQueries.rows(run, 2, 2)).extracting(Row::number).containsExactly(3);
        assertThat(db.sessionQueries.rows(run, 2, 2).get(0).request()).isEqualTo(Database.request("s"));
    }

    @Test
    void listsSessionsWithTheLatestFinishedCallFirst() {
        ended("early", 1);
        db.accept("waiting");
        ended("late", 5);

        List<SessionReport> all = db.sessionQueries.latestFirst(Long.MAX_VALUE, "", 10);

        assertThat(all).extracting(r -> r.session().value()).containsExactly("late", "early", "waiting");
        long place = NOW.plusMillis(5).toEpochMilli();
        assertThat(db.sessionQueries.latestFirst(place, "session-late", 1))
                .extracting(r -> r.session().value())
                .containsExactly("early");
    }

    @Test
    void growsItsVersionWithEveryChange() {
        ScoreJob job = db.accept("s");
        long accepted = db.report(job.run()).version();
        db.jobs.start(job.id(), job.run(), NOW).join();
        long started = db.report(job.run()).version();
        record(counted(db.report(job.run()), 1, 0.5, NOW), row(1, job, 0.5));

        assertThat(List.of(accepted, started, db.report(job.run()).version()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void knowsNothingOfOtherRuns() {
        RunId unknown = RunId.of(new SessionId("nobody"));

        assertThat(db.sessionQueries.find(unknown)).isEmpty();
        assertThat(db.sessionQueries.rows(unknown, 0, 10)).isEmpty();
    }

    @Test
    void keepsWhatEachMetricHasCostAndByWhomItWasMarked() {
        ScoreJob job = scored("s");
        Judging judging = new Judging(
                Map.of("faithfulness", new Usage(3, 1, 2, 30, 5, 40, 3, 0.25)),
                Map.of("faithfulness", Set.of("0123456789ab")),
                Usage.NONE);
        SessionReport after = counted(db.report(job.run()), 1, 0.5, NOW);

        record(
                after.withFigures(new SessionReport.Figures(after.metrics(), after.signals(), judging)),
                row(1, job, 0.5));

        assertThat(db.report(job.run()).judging()).isEqualTo(judging);
    }

    private ScoreJob scored(String session) {
        ScoreJob job = db.running(session);
        db.jobs.saveResult(job.id(), Database.result(0.5)).join();
        return job;
    }

    private ScoreJob ended(String session, int number) {
        ScoreJob job = scored(session);
        SessionReport after = counted(db.report(job.run()), number, 0.5, NOW.plusMillis(number));
        record(after, row(number, job, 0.5));
        return job;
    }

    private void record(SessionReport after, Row... rows) {
        db.record(after, rows);
    }
}
