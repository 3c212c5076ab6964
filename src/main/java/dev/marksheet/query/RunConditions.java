package dev.marksheet.query;

import dev.marksheet.session.SessionSettings;
import dev.marksheet.store.SearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A filter of runs in SQL, for a list of sessions that is called {@code listed}. Pure. */
final class RunConditions {

    /** On a session's columns. */
    static final String HELD = "queued > 0 and budget is not null and spent >= budget * " + SessionSettings.NEARLY;

    private static final String OPEN = "queued + running > 0";

    private RunConditions() {}

    /** The conditions, each to be met; their parameters are added to {@code values}. */
    static List<String> of(RunFilter filter, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        if (!filter.text().isBlank()) {
            conditions.add("(search_name like :text escape '!' or lower(judge_models) like :text escape '!')");
            values.put("text", SearchText.pattern(filter.text().strip()));
        }
        times(filter, conditions, values);
        if (filter.pinned() != null) {
            conditions.add(filter.pinned() ? "pinned = 1" : "pinned = 0");
        }
        if (filter.prefix() != null) {
            conditions.add(begins("session_id", filter.prefix(), values));
        }
        for (Tag label : filter.labels()) {
            conditions.add(label(label, "label" + conditions.size(), values));
        }
        state(filter.state(), conditions);
        return conditions;
    }

    private static void times(RunFilter filter, List<String> conditions, Map<String, Object> values) {
        if (filter.since() != null) {
            conditions.add("coalesce(latest_finished_at, created_at) >= :since");
            values.put("since", filter.since().toEpochMilli());
        }
        if (filter.until() != null) {
            conditions.add("coalesce(latest_finished_at, created_at) < :until");
            values.put("until", filter.until().toEpochMilli());
        }
    }

    /** That a column begins with these characters, as they stand: LIKE takes capitals for small letters on SQLite. */
    static String begins(String column, String prefix, Map<String, Object> values) {
        values.put("prefix", prefix);
        values.put("prefixLength", prefix.codePointCount(0, prefix.length()));
        return "substr(" + column + ", 1, :prefixLength) = :prefix";
    }

    private static String label(Tag label, String name, Map<String, Object> values) {
        values.put(name + "key", label.key());
        if (label.value() != null) {
            values.put(name + "value", label.value());
        }
        return "run_id in (select l.run_id from session_label l where l.label_key = :" + name + "key"
                + (label.value() == null ? "" : " and l.label_value = :" + name + "value") + ")";
    }

    private static void state(RunFilter.State state, List<String> conditions) {
        switch (state) {
            case ALL -> {}
            case LIVE -> conditions.add(OPEN);
            case RUNNING -> conditions.add(OPEN + " and not (" + HELD + ")");
            case HELD -> conditions.add(OPEN + " and " + HELD);
            case IDLE -> conditions.add("queued + running = 0");
            case ERRORS ->
                conditions.add("(failed > 0 or exists (select 1 from metric_stat f where f.run_id = listed.run_id"
                        + " and f.failed > 0))");
        }
    }
}
