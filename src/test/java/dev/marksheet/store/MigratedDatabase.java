package dev.marksheet.store;

import dev.marksheet.store.database.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

/** Databases with the schema in them. Each is a copy of one that was migrated once, as migrating takes longer than most tests. */
final class MigratedDatabase {

    private static final class Sqlite {
        static final byte[] FILE = file();
    }

    private static final class Postgresql {
        static final String URL = migrated(PostgresqlServer.shared().newDatabase(), Schema.POSTGRESQL);
    }

    private MigratedDatabase() {}

    /** The address of a database in this file, which is made if there is none. */
    static String sqlite(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.write(file, Sqlite.FILE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return url(file);
    }

    /** The address of a new database. */
    static String postgresql() {
        return PostgresqlServer.shared().copyOf(Postgresql.URL);
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000&foreign_keys=true&transaction_mode=IMMEDIATE";
    }

    private static byte[] file() {
        try {
            Path folder = Files.createTempDirectory("marksheet-schema-");
            try {
                Path file = folder.resolve("migrated.db");
                migrated(url(file), Schema.SQLITE);
                return Files.readAllBytes(file);
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String migrated(String url, Schema schema) {
        schema.configure(Flyway.configure().dataSource(url, null, null)).load().migrate();
        return url;
    }
}
