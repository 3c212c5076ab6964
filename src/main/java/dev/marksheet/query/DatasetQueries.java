package dev.marksheet.query;

import dev.marksheet.session.DatasetVersion;
import dev.marksheet.store.DatasetRows;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Datasets, their versions and rows. Safe for use by many threads at once. */
@Repository
public class DatasetQueries {

    private static final int MOST_VERSIONS = 1000;

    private final JdbcClient jdbc;

    DatasetQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The latest version of each dataset, by name.
     *
     * @param after only names that come later
     */
    public List<DatasetVersion> latest(String after, int limit) {
        return jdbc.sql("select * from dataset_version v where v.version is not null and v.name > :after and not exists"
                        + " (select 1 from dataset_version o where o.name = v.name and o.version > v.version)"
                        + " order by v.name limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> DatasetRows.version(row))
                .list();
    }

    /** The versions of a dataset, the latest first; empty when there is none such. */
    public List<DatasetVersion> versions(String name) {
        return jdbc.sql("select * from dataset_version where name = :name and version is not null"
                        + " order by version desc limit " + MOST_VERSIONS)
                .param("name", name)
                .query((row, n) -> DatasetRows.version(row))
                .list();
    }

    public Optional<DatasetVersion> version(String name, int number) {
        return jdbc.sql("select * from dataset_version where name = :name and version = :number")
                .param("name", name)
                .param("number", number)
                .query((row, n) -> DatasetRows.version(row))
                .optional();
    }

    public Optional<DatasetVersion> latest(String name) {
        return jdbc.sql("select * from dataset_version where name = :name and version is not null"
                        + " order by version desc limit 1")
                .param("name", name)
                .query((row, n) -> DatasetRows.version(row))
                .optional();
    }

    /**
     * Rows of a version, in their order.
     *
     * @param after only those with a higher number
     */
    public List<DatasetVersion.Item> items(String versionId, int after, int limit) {
        return jdbc.sql("select * from dataset_item where version_id = :id and item_number > :after"
                        + " order by item_number limit :limit")
                .param("id", versionId)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> DatasetRows.item(row))
                .list();
    }

    public boolean hasItem(String versionId, String item) {
        return jdbc.sql("select 1 from dataset_item where version_id = :id and item = :item")
                .param("id", versionId)
                .param("item", item)
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
