package dev.marksheet.report.old;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The JSON files of old jobs, read one at a time. */
final class OldJobs {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Path folder;
    private @Nullable Map<String, String> sessions;

    OldJobs(Path folder) {
        this.folder = folder;
    }

    /** A job; one that says nothing where there is no file of it. */
    OldJob job(String id) {
        return id.matches("[0-9A-Za-z_-]{1,64}") ? read(folder.resolve(id + ".json")) : new OldJob(null);
    }

    OldJob read(Path file) {
        try {
            return Files.isRegularFile(file) ? new OldJob(MAPPER.readTree(file)) : new OldJob(null);
        } catch (JacksonException e) {
            return new OldJob(null);
        }
    }

    void each(Consumer<OldJob> consumer) {
        each(folder, consumer);
    }

    private void each(Path from, Consumer<OldJob> consumer) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.json")) {
            files.forEach(file -> consumer.accept(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The session of a run by what the folder of sessions says. */
    String sessionOf(String run, String byDefault) {
        if (sessions == null) {
            Map<String, String> found = new HashMap<>();
            for (Path place : new Path[] {folder.resolve("_sessions"), folder.resolveSibling("_sessions")}) {
                each(place, session -> found.put(session.text("run_id", ""), session.text("session_id", "")));
            }
            sessions = found;
        }
        String session = sessions.getOrDefault(run, "");
        return session.isEmpty() ? byDefault : session;
    }
}
