package dev.marksheet.query;

import dev.marksheet.query.RunQuery.Place;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds runs by what they are called, what they are doing and how they fare, page by page. It reads sessions and their
 * statistics, never calls. Safe for use by many threads at once.
 */
@Repository
public class RunList {

    /** Beyond every mean, so that runs without one come last in either direction. */
    private static final double NO_MEAN = 1e9;

    private final JdbcClient jdbc;
    private final SessionQueries sessions;

    RunList(JdbcClient jdbc, SessionQueries sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
    }

    /**
     * A page of runs.
     *
     * @param runs the runs with their figures, in order
     * @param next where the next page starts; null on the last one
     */
    public record Page(List<SessionReport> runs, @Nullable Place next) {}

    /** At most {@code limit} of the runs that a query asks for. */
    public Page page(RunQuery query, int limit) {
        List<Place> places = find(query, limit + 1);
        List<SessionReport> runs = sessions.find(places.stream()
                .limit(limit)
                .map(place -> new RunId(place.run()))
                .toList());
        return new Page(runs, places.size() > limit ? places.get(limit - 1) : null);
    }

    /** The places of the runs that a query asks for, in its order: at most {@code limit} of them. */
    public List<Place> find(RunQuery query, int limit) {
        Map<String, Object> values = new HashMap<>();
        List<String> conditions = RunConditions.of(query.filter(), values);
        boolean ascending = query.reversed() != isAscending(query.sort());
        String key = key(query, ascending);
        values.put("metric", query.metric());
        Place after = query.after();
        if (after != null) {
            // The first half is the second's, said again in words for which SQLite enters the index at that place.
            String beyond = ascending ? ">" : "<";
            conditions.add("place " + beyond + "= :key and (place, run_id) " + beyond + " (:key, :run)");
            values.put("key", key(query.sort(), after));
            values.put("run", after.run());
        }
        String direction = ascending ? "asc" : "desc";
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return jdbc.sql("select place, run_id from (select s.*, " + key + " as place from session s) listed" + where
                        + " order by place " + direction + ", run_id " + direction + " limit :limit")
                .params(values)
                .param("limit", limit)
                .query((row, n) -> new Place(row.getString("place"), row.getString("run_id")))
                .list();
    }

    private static boolean isAscending(RunQuery.Sort sort) {
        return sort == RunQuery.Sort.NAME || sort == RunQuery.Sort.METRIC;
    }

    private static String key(RunQuery query, boolean ascending) {
        return switch (query.sort()) {
            case LATEST -> "coalesce(s.latest_finished_at, s.created_at)";
            case NAME -> "s.session_id";
            case CALLS -> "s.queued + s.running + s.completed + s.failed + s.cancelled";
            case METRIC ->
                "coalesce((select m.mean from metric_stat m where m.run_id = s.run_id and m.metric = :metric"
                        + " and m.scored > 0), " + (ascending ? NO_MEAN : -NO_MEAN) + ")";
        };
    }

    /** In the very type of what it is compared with: PostgreSQL enters an index with no other. */
    private static Object key(RunQuery.Sort sort, Place after) {
        return switch (sort) {
            case NAME -> after.key();
            case LATEST, CALLS -> Double.valueOf(after.key()).longValue();
            case METRIC -> Double.valueOf(after.key());
        };
    }
}
