package dev.marksheet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often files of one folder are replaced or added to. Exact where the system tells at once, as Linux does. */
final class FileWatch implements AutoCloseable {

    private final WatchService events;
    private final Map<String, Long> created = new ConcurrentHashMap<>();
    private final Map<String, Long> modified = new ConcurrentHashMap<>();

    FileWatch(Path folder) {
        try {
            events = folder.getFileSystem().newWatchService();
            folder.register(events, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::count, "file-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** How often a file was moved to this name. */
    long replaced(String name) {
        return created.getOrDefault(name, 0L);
    }

    /** How often was written to this file. */
    long writes(String name) {
        return modified.getOrDefault(name, 0L);
    }

    private void count() {
        try {
            while (true) {
                WatchKey key = events.take();
                key.pollEvents().forEach(this::count);
                key.reset();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(WatchEvent<?> event) {
        Map<String, Long> counts = event.kind() == StandardWatchEventKinds.ENTRY_CREATE ? created : modified;
        counts.merge(String.valueOf(event.context()), (long) event.count(), Long::sum);
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
