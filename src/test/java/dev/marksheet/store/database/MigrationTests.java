package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.marksheet.store.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The two databases have to stay twins: one SQL runs on both, and sessions move from one to the other. */
class MigrationTests {

    /** The number that the database gives out is the only column whose type has to differ. */
    private static final String SQLITE_COLUMNS = """
            select m.name || '.' || c.name || ' '
                   || case when m.name in ('job', 'webhook_delivery') and c.name = 'seq' then 'bigint' else c.type end
                   || case when c."notnull" or (m.name in ('job', 'webhook_delivery') and c.name = 'seq') then ' not null' else '' end
                   || coalesce(' default ' || c.dflt_value, '')
            from sqlite_master m, pragma_table_info(m.name) c
            where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'flyway_%'
            """;

    private static final String POSTGRESQL_COLUMNS = """
            select table_name || '.' || column_name || ' ' || data_type
                   || case is_nullable when 'NO' then ' not null' else '' end
                   || coalesce(' default ' || replace(column_default, '::text', ''), '')
            from information_schema.columns
            where table_schema = 'public' and table_name not like 'flyway_%'
              and table_name not in ('scheduled_tasks', 'session_turn')
            """;

    private static final String SQLITE_INDEXES = """
            select case l.origin when 'c' then l.name else 'key' end || ' on ' || m.name
                   || case l."unique" when 1 then ' unique' else '' end
                   || case l.partial when 1 then ' partial' else '' end
                   || (select group_concat(' ' || coalesce(x.name, '(expression)')
                               || case x."desc" when 1 then ' desc' else '' end, '')
                       from pragma_index_xinfo(l.name) x where x.key = 1)
            from sqlite_master m, pragma_index_list(m.name) l
            where m.type = 'table' and m.name not like 'flyway_%'
            """;

    private static final String POSTGRESQL_INDEXES = """
            select case when n.oid is null then i.relname else 'key' end || ' on ' || t.relname
                   || case when x.indisunique then ' unique' else '' end
                   || case when x.indpred is null then '' else ' partial' end
                   || (select string_agg(' ' || coalesce(a.attname, '(expression)')
                               || case when x.indoption[k - 1] & 1 = 1 then ' desc' else '' end, '' order by k)
                       from generate_series(1, x.indnkeyatts) k
                       left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[k - 1])
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
            join pg_namespace s on s.oid = t.relnamespace left join pg_constraint n on n.conindid = i.oid and n.contype <> 'f'
            where s.nspname = 'public' and t.relname not like 'flyway_%' and i.relname not in ('job_pkey', 'webhook_delivery_pkey')
              and t.relname not in ('scheduled_tasks', 'session_turn')
            """;

    @TempDir
    Path folder;

    @Test
    void giveBothDatabasesTheSameTablesColumnsAndTypes() {
        try (Database sqlite = Database.sqlite(folder);
                Database postgresql = Database.postgresql()) {
            assertThat(read(postgresql.jdbc, POSTGRESQL_COLUMNS))
                    .hasSizeGreaterThan(50)
                    .containsExactlyInAnyOrderElementsOf(read(sqlite.jdbc, SQLITE_COLUMNS));
        }
    }

    @Test
    void giveBothDatabasesTheSameIndexes() {
        try (Database sqlite = Database.sqlite(folder);
                Database postgresql = Database.postgresql()) {
            assertThat(read(postgresql.jdbc, POSTGRESQL_INDEXES))
                    .hasSizeGreaterThan(15)
                    .containsExactlyInAnyOrderElementsOf(read(sqlite.jdbc, SQLITE_INDEXES));
        }
    }

    @Test
    void comparesIdsAndNamesByteByByteOnPostgresql() {
        try (Database postgresql = Database.postgresql()) {
            List<String> ids = read(postgresql.jdbc, """
                    select table_name || '.' || column_name from information_schema.columns
                    where table_schema = 'public' and collation_name is distinct from 'C'
                      and column_name in ('run_id', 'session_id', 'job_id', 'metric', 'signal', 'hash', 'task')
                    """);

            assertThat(ids).isEmpty();
        }
    }

    @Test
    void refuseADatabaseThatANewerVersionHasMade() {
        DriverManagerDataSource later = new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("later.db"));
        Flyway flyway =
                Schema.SQLITE.configure(Flyway.configure().dataSource(later)).load();
        flyway.migrate();
        JdbcClient.create(later)
                .sql("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                        + " installed_by, execution_time, success) values (99, '99', 'later', 'SQL', 'V99__later.sql',"
                        + " 'x', 1, 1)")
                .update();

        assertThat(catchThrowable(flyway::migrate)).isInstanceOf(FlywayValidateException.class);
    }

    @Test
    void refuseInWordsADatabaseThatAnotherVersionHasMade() {
        DriverManagerDataSource old = new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("old.db"));
        Flyway.configure()
                .dataSource(old)
                .locations("classpath:db/earlier")
                .load()
                .migrate();

        Throwable refused = catchThrowable(() -> Schema.SQLITE
                .configure(Flyway.configure().dataSource(old))
                .load()
                .migrate());
        FailureAnalysis analysis = new SchemaFailureAnalyzer().analyze(new IllegalStateException("bean", refused));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).startsWith("The database was made by another version of Marksheet");
        assertThat(analysis.getAction()).contains("--marksheet.outputs-dir", "Nothing was changed");
        assertThat(read(JdbcClient.create(old), "select name from sqlite_master where type = 'table'"))
                .containsExactlyInAnyOrder("flyway_schema_history", "session");
    }

    private static List<String> read(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }
}
