package dev.marksheet.store;

import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts how many items of datasets a session is about and how many of them have a call that ended. Belongs into transactions. */
final class DatasetUse {

    private DatasetUse() {}

    /** A session takes up the first item of a version. */
    static void begin(JdbcClient jdbc, RunId run, String reference, Instant now) {
        jdbc.sql("""
                        insert into dataset_use (run_id, name, version, began_at, item_count)
                        select :run, name, version, :now, row_count from dataset_version
                        where name = :name and version = :version on conflict do nothing
                        """)
                .param("run", run.value())
                .param("name", name(reference))
                .param("version", version(reference))
                .param("now", now.toEpochMilli())
                .update();
    }

    /** Calls end; each item counts once, however often it was called. */
    static void ended(NamedParameterJdbcOperations jdbc, List<Row> rows) {
        SqlParameterSource[] items = rows.stream()
                .filter(row ->
                        row.request().tags().dataset() != null && row.request().item() != null)
                .map(DatasetUse::item)
                .toArray(SqlParameterSource[]::new);
        if (items.length == 0) {
            return;
        }
        int[] first = jdbc.batchUpdate(
                "insert into dataset_item_done (run_id, name, version, item) values (:run, :name, :version, :item)"
                        + " on conflict do nothing",
                items);
        for (int i = 0; i < items.length; i++) {
            if (first[i] == 1) {
                jdbc.update(
                        "update dataset_use set done = done + 1 where run_id = :run and name = :name and version = :version",
                        items[i]);
            }
        }
    }

    private static SqlParameterSource item(Row row) {
        String reference = String.valueOf(row.request().tags().dataset());
        return new MapSqlParameterSource()
                .addValue("run", row.run().value())
                .addValue("name", name(reference))
                .addValue("version", version(reference))
                .addValue("item", row.request().item());
    }

    private static String name(String reference) {
        return reference.substring(0, reference.lastIndexOf('@'));
    }

    private static int version(String reference) {
        return Integer.parseInt(reference.substring(reference.lastIndexOf('@') + 1));
    }
}
