package dev.marksheet.store;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.JobId;
import dev.marksheet.session.OutOfReachException;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.TooManyOpenCallsException;
import dev.marksheet.session.access.Submitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts accepted calls into the database, with as few statements as it takes: all accepted calls pass through here. */
final class NewJobs {

    private static final String JOB = """
            insert into job (job_id, run_id, status, created_at, summary, question_key, item, rescored_from,
                             key_id)
            values (:id, :run, 'queued', :now, :summary, :question, :item, :from, :key) on conflict (job_id) do nothing
            returning seq
            """;

    /** For sessions that may be there. */
    static final String SESSION = "insert into session (run_id, session_id, search_name, created_at, key_id, version)"
            + " values (:run, :session, :name, :now, :key, " + SessionDeletions.FLOOR
            + ") on conflict (run_id) do nothing";

    private static final String COUNT =
            "insert into session (run_id, session_id, search_name, created_at, key_id, queued, version)"
                    + " values (:run, :session, :name, :now, :key, :calls, " + SessionDeletions.FLOOR
                    + " + 1) on conflict (run_id)"
                    + " do update set queued = session.queued + excluded.queued, version = session.version + 1";

    private static final String METADATA =
            "insert into job_metadata (run_id, metadata_key, metadata_value, seq) values (:run, :key, :value, :seq)";

    private final JdbcClient jdbc;
    private final RandomGenerator random;
    private final Submitters submitters;

    /** @param submitters asked on the thread that hands a call in */
    NewJobs(JdbcClient jdbc, RandomGenerator random, Submitters submitters) {
        this.submitters = submitters;
        this.jdbc = jdbc;
        this.random = random;
    }

    /** What is made of a request before the transaction, which others may wait for. */
    record Texts(
            String summary,
            String request,
            String words,
            @Nullable Submitter by) {

        /** Of a call that no request sends. */
        static Texts of(ScoreRequest request) {
            return of(request, null);
        }

        private static Texts of(ScoreRequest request, @Nullable Submitter by) {
            String name = by == null ? null : by.name();
            return new Texts(
                    Json.write(request.summary().submittedBy(name)),
                    Json.write(request),
                    SearchText.of(request.sample()),
                    by);
        }

        @Nullable
        String keyId() {
            return by == null ? null : by.keyId();
        }
    }

    /**
     * Inserts a call that came with a key, unless another call stands under it. The session's row comes first: with it the
     * calls of a session keep out of each other's way, and a key refers to it.
     */
    Optional<ScoreJob> insert(ScoreRequest request, CallKey key, Texts texts, Instant now) {
        RunId run = RunId.of(request.session());
        ensureSession(request.session(), texts.keyId(), now);
        if (!CallKeys.take(jdbc, run, key, now)) {
            return Optional.empty();
        }
        ScoreJob job = insert(request, texts, now);
        CallKeys.assign(jdbc, key, job);
        return Optional.of(job);
    }

    /** Inserts calls of one session: all of a dataset, or all to mark jobs of another session anew that are not there yet. */
    List<ScoreJob> insertAll(List<ScoreRequest> requests, List<Texts> texts, Instant now) {
        if (requests.stream().allMatch(request -> request.tags().rescoredFrom() == null)) {
            return insertPlain(requests, texts, now);
        }
        List<ScoreJob> jobs = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            insertAnew(requests.get(i), texts.get(i), now).ifPresent(jobs::add);
        }
        return jobs;
    }

    private List<ScoreJob> insertPlain(List<ScoreRequest> requests, List<Texts> texts, Instant now) {
        if (requests.isEmpty()) {
            return List.of();
        }
        count(requests.get(0), texts.get(0).keyId(), requests.size(), now);
        SessionDeletions.requireGone(jdbc, RunId.of(requests.get(0).session()));
        List<ScoreJob> jobs = new JobRows(jdbc, random).insert(requests, texts, now);
        for (int i = 0; i < jobs.size(); i++) {
            ScoreJob job = jobs.get(i);
            requests.get(i).metadata().forEach((key, value) -> insertMetadata(job, key, value));
        }
        return jobs;
    }

    /**
     * Inserts a call that marks a job of another session anew, unless one of its session does. What is written to the
     * session's row first keeps out whoever would do the same.
     */
    private Optional<ScoreJob> insertAnew(ScoreRequest request, Texts texts, Instant now) {
        ensureSession(request.session(), texts.keyId(), now);
        RunId run = RunId.of(request.session());
        jdbc.sql("update session set version = version + 1 where run_id = :run")
                .param("run", run.value())
                .update();
        JobId from = Objects.requireNonNull(request.tags().rescoredFrom());
        boolean there = jdbc.sql("select 1 from job where run_id = :run and rescored_from = :from")
                .param("run", run.value())
                .param("from", from.value())
                .query(Integer.class)
                .optional()
                .isPresent();
        return there ? Optional.empty() : Optional.of(insert(request, texts, now));
    }

    /** What is made of a call for whoever is sending it; refuses a session that he does not reach. */
    Texts sent(ScoreRequest request) {
        return Texts.of(request, submitter(request.session()));
    }

    /**
     * Who is sending calls to a session; null where no key is asked for.
     *
     * @throws OutOfReachException if he does not reach it
     */
    @Nullable
    Submitter submitter(SessionId session) {
        Submitter by = submitters.current();
        if (by != null && !by.reaches(session)) {
            throw new OutOfReachException(session);
        }
        return by;
    }

    private void requireRoom(@Nullable Submitter by) {
        Integer most = by == null ? null : by.maxOpenCalls();
        if (by != null && most != null && openCalls(by) >= most) {
            throw new TooManyOpenCallsException(most);
        }
    }

    private long openCalls(Submitter by) {
        return jdbc.sql("select count(*) from job where key_id = :key and status in ('queued', 'running')")
                .param("key", by.keyId())
                .query(Long.class)
                .single();
    }

    /**
     * Makes the session, if there is none yet.
     *
     * @param keyId the key that begins it, if one was asked for
     * @throws SessionDeletedException if a session of this id is still being deleted
     */
    void ensureSession(SessionId session, @Nullable String keyId, Instant now) {
        jdbc.sql(SESSION)
                .param("run", RunId.of(session).value())
                .param("session", session.value())
                .param("name", SearchText.fold(session.value()))
                .param("now", now.toEpochMilli())
                .param("key", keyId)
                .update();
        SessionDeletions.requireGone(jdbc, RunId.of(session));
    }

    /**
     * Inserts a call as a queued job, and its session if it is the session's first.
     *
     * @throws SessionDeletedException if a session of this id is still being deleted
     */
    ScoreJob insert(ScoreRequest request, Texts texts, Instant now) {
        requireRoom(texts.by());
        count(request, texts.keyId(), 1, now);
        SessionDeletions.requireGone(jdbc, RunId.of(request.session()));
        ScoreJob job = insertUncounted(request, texts, now);
        if (request.tags().dataset() != null) {
            DatasetUse.begin(jdbc, job.run(), request.tags().dataset(), now);
        }
        return job;
    }

    private ScoreJob insertUncounted(ScoreRequest request, Texts texts, Instant now) {
        ScoreJob job = insertJob(request, texts, now);
        request.metadata().forEach((key, value) -> insertMetadata(job, key, value));
        insertTexts(job.id(), texts);
        return job;
    }

    private void insertTexts(JobId id, Texts texts) {
        jdbc.sql("insert into job_request (job_id, request, words) values (:id, :request, :words)")
                .param("id", id.value())
                .param("request", texts.request())
                .param("words", texts.words())
                .update();
    }

    /** Inserts a call that has its own id; false when there is one of that id. */
    boolean insertAs(JobId id, ScoreRequest request, Texts texts, Instant now) {
        boolean there = jdbc.sql("select 1 from job where job_id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (there) {
            return false;
        }
        count(request, null, 1, now);
        insertJob(id, request, texts, now).orElseThrow();
        insertTexts(id, texts);
        return true;
    }

    private void insertMetadata(ScoreJob job, String key, String value) {
        jdbc.sql(METADATA)
                .param("run", job.run().value())
                .param("key", key)
                .param("value", value)
                .param("seq", job.sequence())
                .update();
    }

    private void count(ScoreRequest request, @Nullable String keyId, long calls, Instant now) {
        jdbc.sql(COUNT)
                .param("run", RunId.of(request.session()).value())
                .param("session", request.session().value())
                .param("name", SearchText.fold(request.session().value()))
                .param("calls", calls)
                .param("now", now.toEpochMilli())
                .param("key", keyId)
                .update();
    }

    private ScoreJob insertJob(ScoreRequest request, Texts texts, Instant now) {
        while (true) {
            JobId id = JobId.draw(random);
            Optional<Long> sequence = insertJob(id, request, texts, now);
            if (sequence.isPresent()) {
                return ScoreJob.queued(sequence.get(), id, request, now);
            }
        }
    }

    private Optional<Long> insertJob(JobId id, ScoreRequest request, Texts texts, Instant now) {
        JobId from = request.tags().rescoredFrom();
        return jdbc.sql(JOB)
                .param("id", id.value())
                .param("run", RunId.of(request.session()).value())
                .param("now", now.toEpochMilli())
                .param("summary", texts.summary())
                .param("question", request.sample().questionKey())
                .param("item", request.item())
                .param("from", from == null ? null : from.value())
                .param("key", texts.keyId())
                .query(Long.class)
                .optional();
    }
}
