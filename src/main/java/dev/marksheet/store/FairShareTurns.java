package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose turn it is when many processes work on one database: every call gets a number, its turn, and the lowest is worked
 * on first. A session's calls have ascending turns, and its first one joins where the work stands just then, so a session
 * with thousands of waiting calls delays the first call of another by one of its own (start-time fair queueing: Goyal,
 * Vin, Cheng, IEEE/ACM Transactions on Networking 5, 1997). Safe for use by many threads at once.
 */
@Repository
@Profile(PostgresqlEnvironment.PROFILE)
public class FairShareTurns {

    /** As {@link #task}. */
    private static final String TASK = "job_id || case when retries = 0 then '' else '.' || retries end";

    private static final String ADOPT = """
            with missing as (
                select TASKNAME as task, run_id, row_number() over (partition by run_id order by seq) as place,
                    count(*) over (partition by run_id) as calls
                from job where status in ('queued', 'running')%s
                  and exists (select 1 from session where session.run_id = job.run_id)
                  and not exists (select 1 from scheduled_tasks where task_instance = TASKNAME)),
            joined as (
                select coalesce((select -max(priority) from scheduled_tasks where not picked),
                    (select max(turn) from session_turn), 0) as turn),
            last as (
                insert into session_turn (run_id, turn)
                select run_id, (select turn from joined) + calls - 1 from missing where place = 1 order by run_id
                on conflict (run_id) do update set turn = greatest(
                    session_turn.turn + excluded.turn - (select turn from joined) + 1, excluded.turn)
                returning run_id, turn)
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
            select :task, task, :now, false, 1, calls - place - turn from missing join last using (run_id)
            on conflict do nothing
            """.replace("TASKNAME", TASK);

    private final JdbcClient jdbc;

    FairShareTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The name of a call's task: another one each time that it is taken up, as the one before may not be gone yet. */
    public String task(JobStore.Open call) {
        return call.retries() == 0 ? call.id().value() : call.id().value() + "." + call.retries();
    }

    /** The job of a task. */
    public static JobId job(String task) {
        int mark = task.indexOf('.');
        return new JobId(mark < 0 ? task : task.substring(0, mark));
    }

    /** Gives the session its next turn. Belongs into the transaction that stores the call. */
    public int next(RunId run) {
        return jdbc.sql("""
                        insert into session_turn (run_id, turn) values (:run, coalesce(
                            (select -max(priority) from scheduled_tasks where not picked),
                            (select max(turn) from session_turn), 0))
                        on conflict (run_id) do update set turn = greatest(session_turn.turn + 1, excluded.turn)
                        returning turn
                        """).param("run", run.value()).query(Integer.class).single();
    }

    /**
     * Whether a process still has the call in hand. Belongs into the transaction that this is asked for: until its end nobody
     * else takes the call.
     *
     * @param process its name, as it stands with the tasks it has picked
     */
    public boolean isHeldBy(JobStore.Open call, String process) {
        return jdbc.sql("select task_instance from scheduled_tasks"
                        + " where task_instance = :id and picked and picked_by = :process for update")
                .param("id", task(call))
                .param("process", process)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /**
     * Lets calls be worked on now that were to wait longer.
     *
     * @param later only those are meant that would have waited until after then
     */
    public void wake(Instant now, Instant later) {
        jdbc.sql("update scheduled_tasks set execution_time = :now where not picked and execution_time > :later")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("later", later.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many calls wait. */
    public long waiting() {
        return jdbc.sql("select count(*) from scheduled_tasks where not picked")
                .query(Long.class)
                .single();
    }

    /**
     * Gives open calls a task that have none, oldest first: they came into the database by another way. Of processes that
     * do so at once, each finds what the others left.
     *
     * @param task the name of the tasks
     * @return how many calls these were
     */
    public int adopt(String task, Instant now) {
        return adopt(task, "", now).update();
    }

    /** The same with the calls of one run. */
    public int adopt(String task, RunId run, Instant now) {
        return adopt(task, " and run_id = :run", now).param("run", run.value()).update();
    }

    /**
     * Takes their tasks away from a run's queued calls that no process has in hand. Belongs into the transaction that keeps
     * the run's budget as it is.
     *
     * @param task the name of the tasks
     * @return how many calls these were
     */
    public int suspend(String task, RunId run) {
        return jdbc.sql("""
                        delete from scheduled_tasks where task_name = :task and not picked and task_instance in (
                            select TASKNAME from job
                            where run_id = :run and status in ('queued', 'running') and status = 'queued')
                        """.replace("TASKNAME", TASK))
                .param("task", task)
                .param("run", run.value())
                .update();
    }

    /**
     * Takes the task away that a process has in hand. Belongs into the same transaction.
     *
     * @param task the name of the tasks
     * @param instance this one
     * @return 1, or 0 if the process has lost it
     */
    public int drop(String task, String instance, String process) {
        return jdbc.sql("delete from scheduled_tasks where task_name = :task and task_instance = :instance"
                        + " and picked and picked_by = :process")
                .param("task", task)
                .param("instance", instance)
                .param("process", process)
                .update();
    }

    private JdbcClient.StatementSpec adopt(String task, String of, Instant now) {
        return jdbc.sql(ADOPT.formatted(of)).param("task", task).param("now", now.atOffset(ZoneOffset.UTC));
    }
}
