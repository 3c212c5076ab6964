package dev.marksheet.store;

import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Datasets in the database. A version is written row by row without a number and gets one at last, so that half a version
 * is never seen. Safe for use by many threads at once.
 */
@Repository
public class DatasetStore {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Writes writes;

    DatasetStore(JdbcClient jdbc, NamedParameterJdbcOperations batches, Writes writes) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.writes = writes;
    }

    /** Begins a version that has no number yet. */
    public CompletableFuture<Void> begin(DatasetVersion draft) {
        String details = Json.write(draft.details());
        return writes.submit(() -> {
            jdbc.sql("insert into dataset (name, created_at) values (:name, :now) on conflict (name) do nothing")
                    .param("name", draft.name())
                    .param("now", draft.createdAt().toEpochMilli())
                    .update();
            jdbc.sql("""
                            insert into dataset_version (version_id, name, created_at, source, byte_count, row_count,
                                answered_count, details)
                            values (:id, :name, :now, :source, :bytes, :rows, :answered, :details)
                            """)
                    .param("id", draft.id())
                    .param("name", draft.name())
                    .param("now", draft.createdAt().toEpochMilli())
                    .param("source", draft.source())
                    .param("bytes", draft.bytes())
                    .param("rows", draft.rows())
                    .param("answered", draft.answered())
                    .param("details", details)
                    .update();
            return null;
        });
    }

    /** Adds rows to a version that has no number yet. */
    public CompletableFuture<Void> add(String versionId, List<DatasetVersion.Item> items) {
        SqlParameterSource[] rows = items.stream()
                .map(item -> new MapSqlParameterSource()
                        .addValue("id", versionId)
                        .addValue("number", item.number())
                        .addValue("item", item.item())
                        .addValue("answered", item.answered() ? 1 : 0)
                        .addValue("line", item.line())
                        .addValue("content", item.content()))
                .toArray(SqlParameterSource[]::new);
        return writes.submit(() -> {
            batches.batchUpdate(
                    "insert into dataset_item (version_id, item_number, item, answered, line, content)"
                            + " values (:id, :number, :item, :answered, :line, :content)",
                    rows);
            return null;
        });
    }

    /**
     * Gives a version its number, unless the same file was stored meanwhile.
     *
     * @return the version that stands for the file now
     */
    public CompletableFuture<DatasetVersion> finish(DatasetVersion draft) {
        return writes.submit(() -> {
            // Those that store into one dataset at the same time wait for each other here.
            jdbc.sql("update dataset set latest = latest where name = :name")
                    .param("name", draft.name())
                    .update();
            return bySource(draft.name(), draft.source()).orElseGet(() -> numbered(draft));
        });
    }

    private DatasetVersion numbered(DatasetVersion draft) {
        jdbc.sql("update dataset set latest = latest + 1 where name = :name")
                .param("name", draft.name())
                .update();
        jdbc.sql("update dataset_version set version = (select latest from dataset where name = :name)"
                        + " where version_id = :id and version is null")
                .param("name", draft.name())
                .param("id", draft.id())
                .update();
        return find("version_id = :a and :b = ''", draft.id(), "").orElseThrow();
    }

    /** The version that was made of this file. */
    public Optional<DatasetVersion> bySource(String name, String source) {
        return find("name = :a and source = :b and version is not null", name, source);
    }

    /** A version that has no number yet. */
    public Optional<DatasetVersion> draft(String versionId) {
        return find("version_id = :a and version is null and :b = ''", versionId, "");
    }

    private Optional<DatasetVersion> find(String condition, String a, String b) {
        return jdbc.sql("select * from dataset_version where " + condition)
                .param("a", a)
                .param("b", b)
                .query((row, n) -> DatasetRows.version(row))
                .optional();
    }

    /** Takes the numbers of all versions of a dataset away, so that it is gone; the rows are still to be deleted. */
    public CompletableFuture<List<String>> withdraw(String name) {
        return writes.submit(() -> {
            List<String> ids = jdbc.sql(
                            "select version_id from dataset_version where name = :name and version is not null")
                    .param("name", name)
                    .query(String.class)
                    .list();
            jdbc.sql(
                            "update dataset_version set version = null, created_at = 0 where name = :name and version is not null")
                    .param("name", name)
                    .update();
            return ids;
        });
    }

    /** Versions without a number that nobody has asked for lately: what a crash, a change of mind or a deletion left. */
    public List<String> left(Instant before) {
        return jdbc.sql("select version_id from dataset_version where version is null and created_at < :before"
                        + " order by created_at limit 100")
                .param("before", before.toEpochMilli())
                .query(String.class)
                .list();
    }

    /**
     * Deletes rows of a version without a number, and the version with the last of them.
     *
     * @param limit so many rows at most, as nobody else writes meanwhile
     * @return whether there may be more
     */
    public CompletableFuture<Boolean> discard(String versionId, int limit) {
        return writes.submit(() -> {
            int deleted = jdbc.sql(
                            "delete from dataset_item where version_id = :id and item_number in (select i.item_number"
                                    + " from dataset_item i where i.version_id = :id order by i.item_number limit :limit)")
                    .param("id", versionId)
                    .param("limit", limit)
                    .update();
            if (deleted < limit) {
                jdbc.sql("delete from dataset_version where version_id = :id and version is null")
                        .param("id", versionId)
                        .update();
            }
            return deleted == limit;
        });
    }
}
