package dev.marksheet.store.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/** Unpacks SQLite's native library, which its driver checks byte by byte, beside the rest of the start. */
final class SqliteLibrary implements BackgroundPreinitializer {

    @Override
    public void preinitialize() throws SQLException {
        DriverManager.getConnection("jdbc:sqlite::memory:").close();
    }
}
