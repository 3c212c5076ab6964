package dev.marksheet.report;

import dev.marksheet.session.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The folders that copies of an outputs folder are written to. One is under another name until it is whole, so that none
 * that a crash has cut off is taken for a copy. Used by one thread at a time.
 */
public final class BackupFolders {

    /** Below the outputs folder, unless another place is configured. */
    static final String FOLDER = "backups";

    private static final Logger LOG = LoggerFactory.getLogger(BackupFolders.class);
    private static final String UNFINISHED = ".unfinished";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int BUFFER = 1 << 16;

    private final Path outputs;
    private final Path backups;
    private final FolderNames names;

    BackupFolders(Path outputs, Path backups) {
        this.outputs = outputs.toAbsolutePath().normalize();
        this.backups = backups.toAbsolutePath().normalize();
        this.names = FolderNames.on(outputs);
    }

    /**
     * Begins a copy, and removes what a crash has left of another.
     *
     * @throws UncheckedIOException if the disk refuses
     */
    public Draft begin(Instant now) {
        try {
            Files.createDirectories(backups);
            removeUnfinished();
            String name = NAME.format(now);
            Path folder = backups.resolve(name + UNFINISHED);
            Files.createDirectories(OutputsFolder.runs(folder));
            return new Draft(folder, backups.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeUnfinished() throws IOException {
        try (Stream<Path> all = Files.list(backups)) {
            List<Path> unfinished = all.filter(
                            folder -> folder.getFileName().toString().endsWith(UNFINISHED))
                    .toList();
            for (Path folder : unfinished) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    /** A copy that is being made; closed before it is finished, it is gone. */
    public final class Draft implements AutoCloseable {

        private final Path folder;
        private final Path whole;
        private boolean finished;

        private Draft(Path folder, Path whole) {
            this.folder = folder;
            this.whole = whole;
        }

        /** Where the copy of the database belongs. */
        public String database() {
            return folder.resolve(OutputsFolder.DATABASE).toString();
        }

        /**
         * Copies the scores of a run as far as the copied database knows them. A file that is not as the database knows it
         * is left out: it is made anew from the database when it is needed.
         *
         * @param length how many bytes of it are committed
         * @param checksum the checksum over them
         */
        public void copyScores(RunId run, long length, long checksum) {
            Path source = source(run).resolve(RunFiles.SCORES);
            if (length == 0 || Files.notExists(source)) {
                return;
            }
            try {
                Path target = Files.createDirectories(target(run)).resolve(RunFiles.SCORES);
                if (copyStart(source, target, length) != checksum) {
                    Files.delete(target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private long copyStart(Path source, Path target, long length) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long left = length;
            try (InputStream in = Files.newInputStream(source);
                    OutputStream file = Files.newOutputStream(target)) {
                Checksum.Output out = new Checksum.Output(file);
                int read = 0;
                while (left > 0 && read >= 0) {
                    read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    out.write(buffer, 0, Math.max(0, read));
                    left -= Math.max(0, read);
                }
                return left == 0 ? out.end().sum() : Checksum.NONE;
            }
        }

        /** Copies the other files of a run, which are those of the copied database's version; they could be made anew. */
        public void copyDocuments(RunId run) {
            for (String name : List.of(RunFiles.SUMMARY, RunFiles.ADVICE, RunFiles.METADATA)) {
                Path source = source(run).resolve(name);
                try {
                    if (Files.exists(source)) {
                        Files.copy(source, Files.createDirectories(target(run)).resolve(name));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private Path source(RunId run) {
            return OutputsFolder.runs(outputs).resolve(names.of(run));
        }

        private Path target(RunId run) {
            return OutputsFolder.runs(folder).resolve(names.of(run));
        }

        /** How many bytes all files of the copy have. */
        public long bytes() {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Gives the copy its name, which is returned: an outputs folder to start from. */
        public String finish() {
            try {
                try (FileChannel database = FileChannel.open(Path.of(database()), StandardOpenOption.WRITE)) {
                    database.force(true);
                }
                Files.move(folder, whole, StandardCopyOption.ATOMIC_MOVE);
                finished = true;
                return whole.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            if (!finished) {
                try {
                    FileSystemUtils.deleteRecursively(folder);
                } catch (IOException e) {
                    LOG.warn("{} can't be removed ({})", folder, e.getMessage());
                }
            }
        }
    }
}
