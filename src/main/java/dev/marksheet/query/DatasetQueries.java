package dev.marksheet.query;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.store.DatasetRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Datasets, their versions and rows. Safe for use by many threads at once. */
@Repository
public class DatasetQueries {

    private static final int MOST_VERSIONS = 1000;

    /** So many are in memory at a time, or one row. */
    private static final long MOST_CHARACTERS = 1_000_000;

    private final JdbcClient jdbc;

    public DatasetQueries(JdbcClient jdbc) {
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
     * Rows of a version, in their order; fewer than asked for where they are large, none only at the end.
     *
     * @param after only those with a higher number
     */
    public List<DatasetVersion.Item> items(String versionId, int after, int limit) {
        return items(versionId, after, limit, "");
    }

    /** The same of those that have an answer. */
    public List<DatasetVersion.Item> answered(String versionId, int after, int limit) {
        return items(versionId, after, limit, " and answered = 1");
    }

    private List<DatasetVersion.Item> items(String versionId, int after, int limit, String condition) {
        int last = last(versionId, after, limit, condition);
        return jdbc.sql("select * from dataset_item where version_id = :id and item_number > :after"
                        + " and item_number <= :last" + condition + " order by item_number")
                .param("id", versionId)
                .param("after", after)
                .param("last", last)
                .query((row, n) -> DatasetRows.item(row))
                .list();
    }

    private int last(String versionId, int after, int limit, String condition) {
        int[] last = {after};
        long[] characters = {0};
        jdbc.sql("select item_number, length(content) as length from dataset_item where version_id = :id"
                        + " and item_number > :after" + condition + " order by item_number limit :limit")
                .param("id", versionId)
                .param("after", after)
                .param("limit", limit)
                .query(row -> {
                    boolean first = characters[0] == 0;
                    characters[0] += row.getLong("length");
                    if (first || characters[0] <= MOST_CHARACTERS) {
                        last[0] = row.getInt("item_number");
                    }
                });
        return last[0];
    }

    /**
     * A session that is about a version of a dataset.
     *
     * @param isFed whether its rows become calls by themselves
     */
    public record Use(SessionId session, RunId run, int version, long done, long of, boolean isFed) {}

    /** The sessions that are about a dataset, the latest first; at most fifty. */
    public List<Use> uses(String name) {
        return jdbc.sql("""
                        select u.*, s.session_id, f.state from dataset_use u join session s on s.run_id = u.run_id
                        left join dataset_feed f on f.run_id = u.run_id and f.name = u.name and f.version = u.version
                        where u.name = :name order by u.began_at desc limit 50
                        """)
                .param("name", name)
                .query((row, n) -> new Use(
                        new SessionId(row.getString("session_id")),
                        new RunId(row.getString("run_id")),
                        row.getInt("version"),
                        row.getLong("done"),
                        row.getLong("item_count"),
                        row.getString("state") != null
                                && !row.getString("state").equals("stopped")))
                .list();
    }

    /**
     * How far a session is with the items that it is about.
     *
     * @param datasets their versions, as {@code name@3}
     * @param beganAt when it took the first of them up
     */
    public record Progress(List<String> datasets, long done, long of, Instant beganAt) {}

    /** How far a session is; empty when it is about no dataset. */
    public Optional<Progress> progress(RunId run) {
        List<Progress> each = jdbc.sql("select * from dataset_use where run_id = :run order by began_at, name, version")
                .param("run", run.value())
                .query((row, n) -> new Progress(
                        List.of(row.getString("name") + "@" + row.getInt("version")),
                        row.getLong("done"),
                        row.getLong("item_count"),
                        Instant.ofEpochMilli(row.getLong("began_at"))))
                .list();
        return each.stream()
                .reduce((a, b) -> new Progress(
                        Stream.concat(a.datasets().stream(), b.datasets().stream())
                                .toList(),
                        a.done() + b.done(),
                        a.of() + b.of(),
                        a.beganAt()));
    }

    /** Whether rows are on their way into a session. */
    public boolean isFeeding(RunId run) {
        return jdbc.sql("select 1 from dataset_feed where run_id = :run and state = 'feeding' limit 1")
                .param("run", run.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The row with that id. */
    public Optional<DatasetVersion.Item> item(String versionId, String item) {
        return jdbc.sql("select * from dataset_item where version_id = :id and item = :item")
                .param("id", versionId)
                .param("item", item)
                .query((row, n) -> DatasetRows.item(row))
                .optional();
    }
}
