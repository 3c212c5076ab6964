package dev.marksheet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The two databases have to stay twins: one SQL runs on both, and sessions move from one to the other. */
class MigrationTests {

    private static final String SQLITE_COLUMNS = """
            select m.name || '.' || c.name from sqlite_master m, pragma_table_info(m.name) c
            where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'flyway_%'
            """;

    private static final String POSTGRESQL_COLUMNS = """
            select table_name || '.' || column_name from information_schema.columns
            where table_schema = 'public' and table_name not like 'flyway_%'
              and table_name not in ('scheduled_tasks', 'session_turn')
            """;

    private static final String VERSIONS =
            "select version from flyway_schema_history where version is not null order by installed_rank";

    @TempDir
    Path folder;

    @Test
    void giveBothDatabasesTheSameTablesAndColumns() {
        try (Database sqlite = Database.sqlite(folder);
                Database postgresql = Database.postgresql()) {
            assertThat(read(postgresql.jdbc, VERSIONS)).isEqualTo(read(sqlite.jdbc, VERSIONS));
            assertThat(read(postgresql.jdbc, POSTGRESQL_COLUMNS))
                    .containsExactlyInAnyOrderElementsOf(read(sqlite.jdbc, SQLITE_COLUMNS));
        }
    }

    private static List<String> read(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }
}
