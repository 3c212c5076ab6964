package dev.marksheet.store.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies the embedded database of an outputs folder into this PostgreSQL: all of it or, when anything is in the way or the
 * sums differ afterwards, nothing. What is there already is left as it is, so it may be run again. Not for use by several
 * threads.
 */
public final class DatabaseCopy {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCopy.class);
    private static final int BATCH = 500;
    private static final String WAY_OUT = "Copy into a database of its own. Nothing was copied.";

    /** Tables in the order they were made: none refers to a later one. */
    private static final String TABLES = "select name from sqlite_master where type = 'table'"
            + " and name not like 'sqlite_%' and name not like 'flyway_%' order by rowid";

    /** What has to be equal on both sides for each run. A run that went on after an earlier copy has another version. */
    private static final String SUMS = """
            select s.run_id as run_id, s.version as version, s.row_count as row_count,
                   (select count(*) from job j where j.run_id = s.run_id) as jobs,
                   (select count(*) from score c where c.run_id = s.run_id) as scores,
                   (select coalesce(sum(c.value), 0) from score c where c.run_id = s.run_id) as total
            from session s
            """;

    private final JdbcTemplate target;
    private final TransactionTemplate transaction;

    DatabaseCopy(JdbcTemplate target, TransactionTemplate transaction) {
        this.target = target;
        this.transaction = transaction;
    }

    private record Sums(long version, long rows, long jobs, long scores, double total) {

        boolean sameAs(Sums other) {
            return rows == other.rows
                    && jobs == other.jobs
                    && scores == other.scores
                    && Math.abs(total - other.total) <= 1e-9 * Math.max(1, Math.abs(total));
        }
    }

    /**
     * Copies. The folder must not be in use.
     *
     * @param file the embedded database's file, which is brought to this version's form first
     * @throws IllegalStateException if the target has other calls in the places of these, or the sums differ: nothing was
     *     copied
     */
    public void from(String file) {
        DriverManagerDataSource connections = new DriverManagerDataSource("jdbc:sqlite:" + file + "?open_mode=2");
        Schema.SQLITE
                .configure(Flyway.configure().dataSource(connections))
                .load()
                .migrate();
        JdbcTemplate source = new JdbcTemplate(connections);
        try {
            transaction.executeWithoutResult(status -> copyAll(source));
        } catch (DataIntegrityViolationException e) {
            throw new IllegalStateException("PostgreSQL holds other calls in the places of these. " + WAY_OUT, e);
        }
    }

    private void copyAll(JdbcTemplate source) {
        for (String table : source.queryForList(TABLES, String.class)) {
            LOG.info("{}: {} rows copied", table, copy(source, table));
        }
        List.of("job", "webhook_delivery")
                .forEach(table -> target.execute("select setval(pg_get_serial_sequence('%1$s', 'seq'),".formatted(table)
                        + " (select coalesce(greatest(max(seq), 1), 1) from %s))".formatted(table)));
        check(source);
    }

    /** Copies the rows that are not there yet; returns how many that were. */
    private long copy(JdbcTemplate source, String table) {
        List<String> columns =
                source.queryForList("select name from pragma_table_info(?) order by cid", String.class, table);
        String insert = "insert into %s (%s) values (%s) on conflict do nothing"
                .formatted(
                        table, String.join(", ", columns), String.join(", ", Collections.nCopies(columns.size(), "?")));
        List<Object[]> batch = new ArrayList<>();
        long[] copied = {0};
        RowCallbackHandler eachRow = row -> {
            Object[] values = new Object[columns.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getObject(i + 1);
            }
            batch.add(values);
            if (batch.size() == BATCH) {
                copied[0] += insert(insert, batch);
            }
        };
        source.query("select %s from %s".formatted(String.join(", ", columns), table), eachRow);
        return copied[0] + insert(insert, batch);
    }

    private long insert(String insert, List<Object[]> batch) {
        long inserted = 0;
        for (int count : target.batchUpdate(insert, batch)) {
            inserted += Math.max(0, count);
        }
        batch.clear();
        return inserted;
    }

    private void check(JdbcTemplate source) {
        Map<String, Sums> copied = sums(target);
        long[] calls = {0};
        sums(source).forEach((run, expected) -> {
            Sums found = copied.get(run);
            boolean wentOn = found != null && found.version() > expected.version();
            if (found == null || !wentOn && !expected.sameAs(found) || found.jobs() < expected.jobs()) {
                throw new IllegalStateException(
                        "%s is %s in the folder and %s in PostgreSQL, which may hold other calls. %s"
                                .formatted(run, expected, found, WAY_OUT));
            }
            calls[0] += expected.jobs();
        });
        LOG.info(
                "Checked: every session has the same calls, rows, scores and sums on both sides; {} calls in all",
                calls[0]);
    }

    private static Map<String, Sums> sums(JdbcTemplate jdbc) {
        return jdbc
                .query(
                        SUMS,
                        (row, n) -> Map.entry(
                                row.getString("run_id"),
                                new Sums(
                                        row.getLong("version"),
                                        row.getLong("row_count"),
                                        row.getLong("jobs"),
                                        row.getLong("scores"),
                                        row.getDouble("total"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
