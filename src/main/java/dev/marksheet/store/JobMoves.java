package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moves jobs between queued and running, and their session's counters with them. Belongs into transactions. */
final class JobMoves {

    /** The rows of a deleted session outlive its own for a while. */
    private static final String NOT_DELETED = " and exists (select 1 from session where session.run_id = job.run_id)";

    private final JdbcClient jdbc;

    JobMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the job is running without a result now. Past its session's budget none is begun. */
    boolean start(JobId id, RunId run, Instant now, int starts) {
        boolean moved = jdbc.sql("update job set status = 'running', started_at = :now, starts = starts + :starts"
                                + " where job_id = :id and status = 'queued'"
                                + " and not exists (select 1 from session where run_id = :run and "
                                + SettingsStore.SPENT + ")" + NOT_DELETED)
                        .param("run", run.value())
                        .param("now", now.toEpochMilli())
                        .param("starts", starts)
                        .param("id", id.value())
                        .update()
                == 1;
        if (moved) {
            count(run, "queued = queued - 1, running = running + 1");
        }
        return moved || isRunningWithoutResult(id, starts);
    }

    private boolean isRunningWithoutResult(JobId id, int starts) {
        return jdbc.sql("update job set starts = starts + :starts"
                                + " where job_id = :id and status = 'running' and scores is null" + NOT_DELETED)
                        .param("starts", starts)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Whether the job was moved back; its start counts no more. */
    boolean requeue(JobId id, RunId run) {
        boolean moved = jdbc.sql("update job set status = 'queued', started_at = null,"
                                + " starts = case when starts > 0 then starts - 1 else 0 end"
                                + " where job_id = :id and status = 'running' and scores is null")
                        .param("id", id.value())
                        .update()
                == 1;
        if (moved) {
            count(run, "running = running - 1, queued = queued + 1");
        }
        return moved;
    }

    private void count(RunId run, String change) {
        jdbc.sql("update session set " + change + ", version = version + 1 where run_id = :run")
                .param("run", run.value())
                .update();
    }
}
