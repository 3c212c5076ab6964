package dev.marksheet.query;

import dev.marksheet.session.Attempt;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.store.Attempts;
import dev.marksheet.store.Fingerprints;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.Mapping;
import dev.marksheet.store.StoredEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs as people look at them: one with all that is known of it, or many in short. Safe for use by many threads at once. */
@Repository
public class JobQueries {

    static final String COLUMNS = """
            select j.seq, j.job_id, s.session_id, j.run_id, j.status, j.created_at, j.started_at, j.finished_at,
                   j.summary, j.scores, j.usage, j.latency_ms, j.mean_score,
                   j.sample_number, j.fingerprint, j.injections
            from job j join session s on s.run_id = j.run_id
            """;

    private final JdbcClient jdbc;
    private final JobStore jobs;
    private final Fingerprints fingerprints;
    private final StoredEvidence evidence;
    private final Attempts attempts;

    public JobQueries(JdbcClient jdbc, JobStore jobs) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.fingerprints = new Fingerprints(jdbc);
        this.evidence = new StoredEvidence(jdbc);
        this.attempts = new Attempts(jdbc);
    }

    /** What a call asked to be marked. */
    public Optional<Sample> sample(JobId job) {
        return jobs.request(job).map(ScoreRequest::sample);
    }

    /** The job without its evidence. */
    public Optional<ScoreJob> find(JobId id) {
        return jdbc.sql(COLUMNS + " where j.job_id = :id")
                .param("id", id.value())
                .query((row, n) -> Mapping.job(row, Map.of()))
                .optional();
    }

    /** The job with the evidence of its scores. */
    public Optional<ScoreJob> findWithEvidence(JobId id) {
        Map<String, Evidence> found = evidence.of(id);
        return jdbc.sql(COLUMNS + " where j.job_id = :id")
                .param("id", id.value())
                .query((row, n) -> Mapping.job(row, found))
                .optional()
                .map(job -> job.fingerprintedBy(fingerprints.find(job.fingerprint())));
    }

    /** How a job had ended before it was scored again, the oldest end first. */
    public List<Attempt> attempts(JobId id) {
        return attempts.of(id);
    }

    /** The jobs of a run, oldest first: up to {@code limit} of those that were accepted after {@code after}. */
    public List<ScoreJob> ofRun(RunId run, long after, int limit) {
        return jdbc.sql(COLUMNS + " where j.run_id = :run and j.seq > :after order by j.seq limit :limit")
                .param("run", run.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> Mapping.job(row, Map.of()))
                .list();
    }

    /** The calls of a run with the lowest mean scores, worst first. */
    public List<ScoreJob> worstOfRun(RunId run, int limit) {
        return jdbc.sql(COLUMNS + """
                         where j.run_id = :run and j.sample_number is not null and j.mean_score is not null
                           and j.status = 'completed'
                         order by j.mean_score, j.seq limit :limit
                        """)
                .param("run", run.value())
                .param("limit", limit)
                .query((row, n) -> Mapping.job(row, Map.of()))
                .list();
    }
}
