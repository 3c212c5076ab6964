package dev.marksheet.store;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.store.Database.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class CancellationsContract {

    private static final RunId RUN = RunId.of(new SessionId("s"));
    private static final Instant LATER = NOW.plusSeconds(9);

    private Database db;
    private Cancellations cancellations;

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
        cancellations = db.cancellations();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private List<JobId> next(long last, int limit) {
        return db.sessions.exclusively(
                RUN, () -> cancellations.next(RUN, last, limit, LATER).join());
    }

    private List<JobId> one(ScoreJob job) {
        return db.sessions.exclusively(
                RUN, () -> cancellations.one(RUN, job.id(), LATER).join());
    }

    @Test
    void cancelsOpenJobsOfTheRunInStepsAndCountsThem() {
        ScoreJob running = db.running("s");
        List<ScoreJob> queued = Stream.generate(() -> db.accept("s")).limit(3).toList();
        ScoreJob other = db.accept("t");
        long last = cancellations.latest(RUN);
        ScoreJob late = db.accept("s");
        long version = db.report(RUN).version();

        assertThat(next(last, 2))
                .containsExactlyInAnyOrder(queued.get(0).id(), queued.get(1).id(), running.id());
        assertThat(cancellations.anyOpen(RUN, last)).isTrue();
        assertThat(next(last, 2)).containsExactly(queued.get(2).id());
        assertThat(cancellations.anyOpen(RUN, last)).isFalse();
        assertThat(next(last, 2)).isEmpty();

        assertThat(db.report(RUN).counts()).isEqualTo(counts(1, 0, 0, 0, 4));
        assertThat(db.report(RUN).latestFinishedAt()).isEqualTo(LATER);
        assertThat(db.report(RUN).version()).isEqualTo(version + 2);
        assertThat(db.status(other.id())).contains(JobStatus.QUEUED);
        assertThat(db.status(late.id())).contains(JobStatus.QUEUED);
        assertThat(db.jobQueries.find(running.id()).orElseThrow().finishedAt()).isEqualTo(LATER);
        assertThat(cancellations.wanted(List.of(running.id(), late.id(), new JobId("00000000000a"))))
                .containsExactly(late.id());
    }

    @Test
    void leavesNothingOfACancelledJobToStartKeepOrReport() {
        ScoreJob kept = db.running("s");
        db.jobs.saveResult(kept.id(), Database.result(0.5)).join();
        ScoreJob queued = db.accept("s");

        assertThat(one(kept)).containsExactly(kept.id());
        assertThat(one(queued)).containsExactly(queued.id());
        assertThat(one(queued)).as("it is cancelled already").isEmpty();

        assertThat(db.jobs.unreported(kept.id(), NOW)).isEmpty();
        assertThat(db.sessions.stillRunning(List.of(Database.row(1, kept, 0.5))))
                .isEmpty();
        assertThat(db.jobs.start(queued.id(), RUN, NOW).join()).isFalse();
        assertThat(db.jobs.saveResult(kept.id(), Database.result(0.7)).join()).isFalse();
        assertThat(db.jobs.requeue(kept.id(), RUN).join()).isFalse();
        assertThat(db.jobQueries.findWithEvidence(kept.id()).orElseThrow().scores())
                .isEmpty();
        assertThat(db.count("select count(*) from job_evidence")).isZero();
        assertThat(db.open()).isEmpty();
    }

    @Test
    void leavesAJobThatHasEnded() {
        ScoreJob ended = db.running("s");
        db.recordAlone(ended);

        assertThat(one(ended)).isEmpty();
        assertThat(next(cancellations.latest(RUN), 10)).isEmpty();
        assertThat(db.status(ended.id())).contains(JobStatus.COMPLETED);
    }

    @Test
    void endsEachJobOnceWhileOthersStartThem() {
        List<ScoreJob> jobs = Stream.generate(() -> db.accept("s")).limit(40).toList();
        long last = cancellations.latest(RUN);
        CompletableFuture<Void> starts = CompletableFuture.runAsync(
                () -> jobs.forEach(job -> db.jobs.start(job.id(), RUN, NOW).join()));

        int cancelled = 0;
        while (cancellations.anyOpen(RUN, last)) {
            cancelled += next(last, 7).size();
        }
        starts.join();

        assertThat(cancelled).isEqualTo(jobs.size());
        assertThat(db.report(RUN).counts()).isEqualTo(counts(0, 0, 0, 0, 40));
        assertThat(IntStream.range(0, jobs.size())
                        .mapToObj(i -> db.status(jobs.get(i).id()).orElseThrow()))
                .containsOnly(JobStatus.CANCELLED);
    }
}
