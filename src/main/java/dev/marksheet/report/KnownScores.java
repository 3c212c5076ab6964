package dev.marksheet.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this process last left the {@code scores.csv} of runs, so that a file which nobody else has touched need not be read
 * again. Of those that were left longest ago it knows nothing. Safe for use by many threads at once.
 */
final class KnownScores {

    private static final int MOST = 10_000;

    /**
     * @param stamp what the file system says of the file
     * @param base the end of the committed rows before the last write
     * @param end the end of all rows
     */
    record Left(Stamp stamp, RunFiles.End base, RunFiles.End end) {

        boolean has(RunFiles.End committed) {
            return committed.equals(base) || committed.equals(end);
        }
    }

    /** What changes with every write to a file, whoever writes; the time of change can't be set as others can. */
    record Stamp(
            long size,
            Object modified,
            Object changed,
            @Nullable Object key) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
            Object changed = file.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? Files.getAttribute(file, "unix:ctime")
                    : basic.lastModifiedTime();
            return new Stamp(basic.size(), basic.lastModifiedTime(), changed, basic.fileKey());
        }
    }

    private final Map<Path, Left> files = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Left> eldest) {
            return size() > MOST;
        }
    };

    synchronized void leave(Path file, RunFiles.End base, RunFiles.End end) throws IOException {
        files.put(file, new Left(Stamp.of(file), base, end));
    }

    synchronized @Nullable Left left(Path file) {
        return files.get(file);
    }
}
