package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoredCall;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The scores of single calls, found by an index and never more than asked for. Safe for use by many threads at once. */
@Repository
public class ScoredCalls {

    private final JdbcClient jdbc;

    ScoredCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The scores of a metric on a run's latest accepted calls, oldest first: at most {@code limit} of them. */
    public List<ScoredCall> latest(RunId run, String metric, int limit) {
        return jdbc
                .sql("""
                        select s.seq, j.job_id, s.value from score s join job j on j.seq = s.seq
                        where s.run_id = :run and s.metric = :metric and s.value is not null
                        order by s.seq desc limit :limit
                        """)
                .param("run", run.value())
                .param("metric", metric)
                .param("limit", limit)
                .query((row, n) ->
                        new ScoredCall(row.getLong("seq"), new JobId(row.getString("job_id")), row.getDouble("value")))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(ScoredCall::sequence))
                .toList();
    }

    /** The jobs of rows of a run by the rows' numbers; numbers without a row are left out. */
    public Map<Integer, JobId> ofRows(RunId run, Collection<Integer> numbers) {
        Map<Integer, JobId> jobs = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("select sample_number, job_id from job where run_id = :run and sample_number in (:numbers)")
                    .param("run", run.value())
                    .param("numbers", numbers)
                    .query(row -> {
                        jobs.put(row.getInt("sample_number"), new JobId(row.getString("job_id")));
                    });
        }
        return jobs;
    }
}
