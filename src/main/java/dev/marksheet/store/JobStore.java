package dev.marksheet.store;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.OutOfReachException;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The life of jobs in the database. Changes return a future that ends once they are durable; every change of a job's state names
 * the state it expects, so that of two writers one loses loudly. Safe for use by many threads at once.
 */
@Repository
public class JobStore {

    static final String OPEN =
            "select seq, job_id, run_id, scores is not null as scored, starts, retries from job where status in ('queued', 'running')";

    /**
     * An open job: enough to queue it.
     *
     * @param scored whether it may have a result that waits to be reported
     * @param starts how often a process began to score it and did not live to end or hand it back
     * @param retries how often it has ended before
     */
    public record Open(JobId id, RunId run, boolean scored, int starts, int retries) {

        /** One that no process has begun to score, and that has not ended before. */
        public Open(JobId id, RunId run, boolean scored) {
            this(id, run, scored, 0, 0);
        }
    }

    /**
     * Jobs that were taken up again.
     *
     * @param last the sequence of the last one, to go on behind it
     */
    public record Retried(List<Open> jobs, long last) {

        public Retried {
            jobs = List.copyOf(jobs);
        }
    }

    private final JdbcClient jdbc;
    private final Writes writes;
    private final NewJobs newJobs;
    private final JobMoves moves;
    private final Fingerprints fingerprints;
    private final StoredEvidence evidence;
    private final Attempts attempts;

    JobStore(JdbcClient jdbc, Writes writes, RandomGenerator random, Submitters submitters) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.newJobs = new NewJobs(jdbc, random, submitters);
        this.moves = new JobMoves(jdbc);
        this.fingerprints = new Fingerprints(jdbc);
        this.evidence = new StoredEvidence(jdbc);
        this.attempts = new Attempts(jdbc);
    }

    /** Stores a call as a queued job of its session, which is made if it is the session's first. */
    public CompletableFuture<ScoreJob> accept(ScoreRequest request, Instant now) {
        return accept(request, now, job -> {});
    }

    /**
     * The same, with something that is done in the same transaction.
     *
     * @param alongside given the job; what it throws undoes all
     */
    public CompletableFuture<ScoreJob> accept(ScoreRequest request, Instant now, Consumer<Open> alongside) {
        return accept(request, null, now, alongside).thenApply(Optional::orElseThrow);
    }

    /**
     * The same with a call that may have come before.
     *
     * @param key the client's name for the call, if it gave one
     * @return empty if another call stands under the key: nothing was stored
     * @throws OutOfReachException if the sender does not reach the session
     */
    public CompletableFuture<Optional<ScoreJob>> accept(
            ScoreRequest request, @Nullable CallKey key, Instant now, Consumer<Open> alongside) {
        NewJobs.Texts texts = newJobs.sent(request);
        return writes.submit(() -> {
            Optional<ScoreJob> stored = key == null
                    ? Optional.of(newJobs.insert(request, texts, now))
                    : newJobs.insert(request, key, texts, now);
            stored.ifPresent(job -> alongside.accept(new Open(job.id(), job.run(), false)));
            return stored;
        });
    }

    /**
     * Stores calls that mark jobs of other sessions anew, together and in their order. Those that are there already are
     * left out.
     *
     * @param alongside given each job that was stored; what it throws undoes all
     * @param afterwards done in the same transaction
     */
    public CompletableFuture<List<ScoreJob>> acceptAll(
            List<ScoreRequest> requests, Instant now, Consumer<Open> alongside, Runnable afterwards) {
        List<NewJobs.Texts> texts = requests.stream().map(NewJobs.Texts::of).toList();
        return writes.submit(() -> {
            List<ScoreJob> stored = newJobs.insertAll(requests, texts, now);
            stored.forEach(job -> alongside.accept(new Open(job.id(), job.run(), false)));
            afterwards.run();
            return stored;
        });
    }

    /**
     * Moves a queued job to running; the future says whether the job is running without a result now, as it also is
     * when its last attempt was cut off.
     */
    public CompletableFuture<Boolean> start(JobId id, RunId run, Instant now) {
        return start(id, run, now, 1);
    }

    /**
     * The same.
     *
     * @param starts what is added to the job's starts
     */
    public CompletableFuture<Boolean> start(JobId id, RunId run, Instant now, int starts) {
        return writes.submit(() -> moves.start(id, run, now, starts));
    }

    /** Moves a running job without a result back to queued, by the process that began it: the start counts no more. */
    public CompletableFuture<Boolean> requeue(JobId id, RunId run) {
        return requeue(id, run, () -> true);
    }

    /**
     * The same, where a condition holds.
     *
     * @param condition asked in the same transaction
     */
    public CompletableFuture<Boolean> requeue(JobId id, RunId run, BooleanSupplier condition) {
        return writes.submit(() -> condition.getAsBoolean() && moves.requeue(id, run));
    }

    /**
     * Keeps what the judge found, before it is reported, so that it need not be asked again after a crash. The future
     * says whether it was kept; not when the job has a result already or has ended.
     *
     * @param retries how often the job had ended before: it may have ended and been taken up again meanwhile
     */
    public CompletableFuture<Boolean> saveResult(JobId id, int retries, CallResult result) {
        return keep(id, retries, result, " and scores is null");
    }

    /** The same of a job that has not ended before. */
    public CompletableFuture<Boolean> saveResult(JobId id, CallResult result) {
        return saveResult(id, 0, result);
    }

    /** Keeps this result in place of any that was kept before; the future says whether, not when the job has ended. */
    public CompletableFuture<Boolean> replaceResult(JobId id, int retries, CallResult result) {
        return keep(id, retries, result, "");
    }

    /** The same of a job that has not ended before. */
    public CompletableFuture<Boolean> replaceResult(JobId id, CallResult result) {
        return replaceResult(id, 0, result);
    }

    private CompletableFuture<Boolean> keep(JobId id, int retries, CallResult result, String condition) {
        String scores = Json.writeScores(result);
        String usage = Json.write(result.usage());
        String evidence = Json.writeEvidence(result);
        String injections = Json.writeInjections(result);
        CompletableFuture<Boolean> saved = writes.submit(() -> {
            boolean kept = update(id, result, scores, usage, injections, condition + " and retries = " + retries);
            if (kept) {
                saveEvidence(id, evidence);
            }
            return kept;
        });
        saved.thenRun(() -> fingerprints.committed(result.fingerprint()));
        return saved;
    }

    /** Unless the job has ended and was taken up again while this result was on its way. */
    private boolean update(
            JobId id, CallResult result, String scores, String usage, @Nullable String injections, String condition) {
        return jdbc.sql("""
                        update job set scores = :scores, usage = :usage, latency_ms = :latency, error = :error,
                               mean_score = :mean, fingerprint = :fingerprint, injections = :injections
                        where job_id = :id and status = 'running'
                        """ + condition)
                        .param("scores", scores)
                        .param("usage", usage)
                        .param("latency", result.latencyMs())
                        .param("error", result.error())
                        .param("mean", result.meanScore())
                        .param("fingerprint", fingerprints.insert(result.fingerprint()))
                        .param("injections", injections)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    private void saveEvidence(JobId id, String evidence) {
        jdbc.sql("insert into job_evidence (job_id, evidence) values (:id, :evidence)"
                        + " on conflict (job_id) do update set evidence = excluded.evidence")
                .param("id", id.value())
                .param("evidence", evidence)
                .update();
    }

    /** How many characters the request of a job takes; 0 when there is none. */
    public long requestLength(JobId id) {
        return jdbc.sql("select length(request) from job_request where job_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** The request of a job. */
    public Optional<ScoreRequest> request(JobId id) {
        return jdbc.sql("select request from job_request where job_id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(Json::readRequest);
    }

    /** A job that was scored but not yet reported, as the row that it will be; empty when there is none such. */
    public Optional<Row> unreported(JobId id, Instant now) {
        Map<String, Evidence> found = evidence.of(id);
        return request(id)
                .flatMap(request -> jdbc.sql(
                                "select run_id, scores, usage, latency_ms, mean_score, fingerprint, injections"
                                        + " from job"
                                        + " where job_id = :id and status = 'running' and scores is not null")
                        .param("id", id.value())
                        .query((row, n) -> Mapping.unreported(id, row, request, found, now))
                        .optional())
                .map(row -> row.fingerprintedBy(fingerprints.find(row.result().fingerprint()))
                        .after(earlier(id).orElse(null)));
    }

    /** How an open job had ended before; empty where it has not. */
    public Optional<Row.Earlier> earlier(JobId id) {
        return attempts.earlier(id, evidence.of(id));
    }

    /**
     * Takes up jobs of a run again that have failed, or completed with a failed metric: each is queued once, and how it had
     * ended is kept.
     *
     * @param after the sequence behind which they are looked for, in order
     * @param only this one; null for all
     * @param limit so many at most
     * @param alongside given each of them; what it throws undoes all
     * @return them, in the order of their acceptance
     */
    public CompletableFuture<Retried> retry(
            RunId run, long after, @Nullable JobId only, int limit, Consumer<Open> alongside) {
        return writes.submit(() -> {
            Retried taken = attempts.retry(run, after, only, limit);
            taken.jobs().forEach(alongside);
            return taken;
        });
    }

    /** The job, if it has not ended. */
    public Optional<Open> open(JobId id) {
        return jdbc.sql(OPEN + " and job_id = :id")
                .param("id", id.value())
                .query((row, n) -> Mapping.open(row))
                .optional();
    }
}
