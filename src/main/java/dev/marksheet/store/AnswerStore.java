package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.store.database.Writes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What judges have answered for calls that have not ended, so that it need not be asked again. Safe for use by many threads
 * at once.
 */
@Repository
public class AnswerStore {

    private final JdbcClient jdbc;
    private final Writes writes;

    AnswerStore(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /** The answers kept for a job, by their question's key. */
    public Map<String, String> ofJob(JobId job) {
        Map<String, String> answers = new HashMap<>();
        jdbc.sql("select task, answer from job_answer where job_id = :job")
                .param("job", job.value())
                .query(row -> {
                    answers.put(row.getString("task"), row.getString("answer"));
                });
        return answers;
    }

    /** Keeps answers for jobs; the future ends once they are durable. */
    public CompletableFuture<Void> keep(Map<JobId, Map<String, String>> answers) {
        return writes.submit(() -> {
            answers.forEach((job, byTask) -> byTask.forEach((task, answer) -> keep(job, task, answer)));
            return null;
        });
    }

    private void keep(JobId job, String task, String answer) {
        // The job may have been cancelled, or deleted with its session, while its judge was asked.
        jdbc.sql("insert into job_answer (job_id, task, answer) select job_id, :task, :answer from job"
                        + " where job_id = :job and status in ('queued', 'running')"
                        + " on conflict (job_id, task) do nothing")
                .param("job", job.value())
                .param("task", task)
                .param("answer", answer)
                .update();
    }

    /**
     * Forgets what was kept for a job, if that job wants none any more; not if something of it has failed, which may be
     * tried again.
     */
    public CompletableFuture<Void> forget(JobId job) {
        return writes.submit(() -> {
            jdbc.sql("delete from job_answer where job_id = :job and exists (select 1 from job where job_id = :job"
                            + " and (scores is not null and error is null or status = 'cancelled'))")
                    .param("job", job.value())
                    .update();
            return null;
        });
    }

    /** Forgets what a crash has left of jobs that have their result, with nothing failed. */
    public CompletableFuture<Void> forgetEnded() {
        return writes.submit(() -> {
            jdbc.sql("delete from job_answer where exists (select 1 from job where job.job_id = job_answer.job_id"
                            + " and (scores is not null and error is null or status = 'cancelled'))")
                    .update();
            return null;
        });
    }
}
