package dev.marksheet.query;

import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.store.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Jobs of all runs by filter, the newest first, page by page; each filter is read from an index in that order. Safe for
 * use by many threads at once.
 */
@Repository
public class JobList {

    /** As in the indexes; a planner takes them where it finds their very words. */
    private static final Set<JobStatus> OPEN = Set.of(JobStatus.QUEUED, JobStatus.RUNNING);

    private static final String IS_OPEN = "j.status in ('queued', 'running')";
    private static final String WITHOUT_ROW = "j.status in ('failed', 'cancelled')";

    private final JdbcClient jdbc;

    public JobList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Up to {@code limit} of the jobs that were accepted before {@code before}, without evidence. */
    public List<ScoreJob> newestFirst(JobFilter filter, long before, int limit) {
        Map<String, Object> values = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        // The order is the first pair's, where there is one: few calls among many may have it.
        String sequence = filter.metadata().isEmpty() ? "j.seq" : "d0.seq";
        String joins = metadata(filter, conditions, values);
        conditions.add(sequence + " < :before");
        session(filter, conditions, values);
        if (filter.item() != null) {
            conditions.add("j.item = :item");
            values.put("item", filter.item());
        }
        statuses(filter.statuses(), filter.held(), conditions);
        bounds(filter.bounds(), conditions, values);
        return jdbc.sql(JobQueries.COLUMNS + joins + " where " + String.join(" and ", conditions) + " order by "
                        + sequence + " desc limit :limit")
                .params(values)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> Mapping.job(row, Map.of()))
                .list();
    }

    private static void session(JobFilter filter, List<String> conditions, Map<String, Object> values) {
        RunId run = filter.run();
        if (run != null) {
            conditions.add("j.run_id = :run");
            values.put("run", run.value());
        }
        if (filter.prefix() != null) {
            String begins = RunConditions.begins("p.session_id", filter.prefix(), values);
            conditions.add("exists (select 1 from session p where p.run_id = j.run_id and " + begins + ")");
        }
    }

    private static String metadata(JobFilter filter, List<String> conditions, Map<String, Object> values) {
        StringBuilder joins = new StringBuilder();
        for (Tag pair : filter.metadata()) {
            String name = "d" + conditions.size();
            joins.append(" join job_metadata ")
                    .append(name)
                    .append(" on ")
                    .append(name)
                    .append(".seq = j.seq");
            values.put(name + "key", pair.key());
            values.put(name + "value", String.valueOf(pair.value()));
            String run = filter.run() == null ? "" : name + ".run_id = :run and ";
            conditions.add(run + "%1$s.metadata_key = :%1$skey and %1$s.metadata_value = :%1$svalue".formatted(name));
        }
        return joins.toString();
    }

    private static void statuses(Set<JobStatus> statuses, boolean held, List<String> conditions) {
        if (statuses.isEmpty() && !held) {
            return;
        }
        if (OPEN.containsAll(statuses)) {
            conditions.add(IS_OPEN);
        } else if (!held && statuses.stream().allMatch(s -> s.isFinal() && s != JobStatus.COMPLETED)) {
            conditions.add(WITHOUT_ROW);
        }
        List<String> either = new ArrayList<>();
        if (held) {
            either.add("j.status = 'queued' and " + RunConditions.HELD);
        }
        if (!statuses.isEmpty()) {
            either.add(statuses.stream()
                    .map(status -> "'" + status.wireName() + "'")
                    .sorted()
                    .collect(Collectors.joining(", ", "j.status in (", ")")));
        }
        conditions.add("(" + String.join(" or ", either) + ")");
    }

    private static void bounds(List<CallQuery.Bound> bounds, List<String> conditions, Map<String, Object> values) {
        for (CallQuery.Bound bound : bounds) {
            String name = "b" + conditions.size();
            values.put(name + "metric", bound.metric());
            values.put(name + "value", bound.value());
            // The plus keeps SQLite from looking each call up among all scores below the bound instead of by its key.
            conditions.add(("exists (select 1 from score %1$s where %1$s.run_id = :run and %1$s.metric = :%1$smetric"
                            + " and %1$s.seq = j.seq and +%1$s.value %2$s :%1$svalue)")
                    .formatted(name, bound.below() ? "<" : ">"));
        }
    }
}
