package dev.marksheet.store.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * The connections for handing work out over many processes.
 *
 * @param joining what is done on these belongs to the caller's transaction
 * @param own a small pool that waits for nobody, so that a busy process is not taken for a dead one. Its commits return
 *     before they are on disk: after a crash of the database at most some work is handed out twice
 */
public record TaskConnections(DataSource joining, HikariDataSource own) implements AutoCloseable {

    @Override
    public void close() {
        own.close();
    }
}
