package dev.marksheet.report;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * The embedded database's file, as it was when it was opened. Open connections go on with a file that was removed or
 * renamed as if nothing had happened, and all that they write is lost with the process, so it is looked at before and after
 * every commit. Safe for use by many threads at once.
 */
public final class DatabaseFile {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFile.class);
    private static final String SQLITE = "jdbc:sqlite:";

    private final HikariDataSource connections;
    private final Path path;
    private final @Nullable Object key;
    private volatile boolean there = true;
    private volatile Runnable whenBack = () -> {};

    /** @param connections those to the file, which is there */
    DatabaseFile(HikariDataSource connections) {
        this.connections = connections;
        String url = String.valueOf(connections.getJdbcUrl());
        String file = url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : url;
        int options = file.indexOf('?');
        this.path = Path.of(options < 0 ? file : file.substring(0, options)).toAbsolutePath();
        this.key = key();
    }

    /** Null where the file system has no keys, and when the file is not there. */
    private @Nullable Object key() {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether the file that was opened is still in its place. */
    boolean isThere() {
        boolean now = key == null ? Files.exists(path) : key.equals(key());
        if (now != there) {
            there = now;
            tell(now);
        }
        return now;
    }

    private void tell(boolean now) {
        if (now) {
            // A connection that was opened meanwhile may be to another file.
            connections.getHikariPoolMXBean().softEvictConnections();
            whenBack.run();
            LOG.warn("{} is in its place again", path);
        } else {
            LOG.error("{} was removed, renamed or replaced while Marksheet runs: {}", path, wayOut());
        }
    }

    /** Has others do something whenever the file is in its place again. */
    public void whenBack(Runnable action) {
        whenBack = action;
    }

    /** @throws NonTransientDataAccessResourceException if it is not */
    public void requireThere() {
        if (!isThere()) {
            throw new NonTransientDataAccessResourceException(
                    "The database's file " + path.getFileName() + " is not in its place any more. " + wayOut());
        }
    }

    private String wayOut() {
        return "Nothing is accepted until the very file is put back (renamed back, not copied); if it is gone for good,"
                + " restart the service.";
    }
}
