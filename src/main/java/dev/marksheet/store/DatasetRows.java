package dev.marksheet.store;

import dev.marksheet.session.dataset.DatasetVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Datasets as rows of the database show them. Pure. */
public final class DatasetRows {

    private DatasetRows() {}

    public static DatasetVersion version(ResultSet row) throws SQLException {
        return new DatasetVersion(
                row.getString("version_id"),
                row.getString("name"),
                row.getInt("version"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("source"),
                row.getLong("byte_count"),
                row.getInt("row_count"),
                row.getInt("answered_count"),
                Json.readDetails(row.getString("details")));
    }

    public static DatasetVersion.Item item(ResultSet row) throws SQLException {
        return new DatasetVersion.Item(
                row.getInt("item_number"),
                row.getString("item"),
                row.getInt("answered") == 1,
                row.getInt("line"),
                row.getString("content"));
    }
}
