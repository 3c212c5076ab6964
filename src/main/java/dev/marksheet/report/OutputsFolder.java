package dev.marksheet.report;

import dev.marksheet.session.RunId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all that is kept, with the embedded database in it. It belongs to one process at a time: a second
 * one on the same folder is turned away at start, before it touches the database. The operating system gives the folder
 * back when the process ends, however it ends.
 */
final class OutputsFolder implements AutoCloseable {

    /** The embedded database's file in the folder. */
    static final String DATABASE = "marksheet.db";

    private final Path path;
    private final FileChannel lockFile;
    private final FolderNames names;
    private final KnownScores known = new KnownScores();

    /** @throws OutputsFolderException if the folder can't be made, can't be written to or is in use */
    OutputsFolder(Path folder) {
        path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(runs(path));
            lockFile = FileChannel.open(
                    path.resolve(".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.READ);
        } catch (IOException e) {
            throw new OutputsFolderException("The outputs folder %s can't be written to (%s).".formatted(path, e), e);
        }
        lock();
        makeDatabase();
        names = FolderNames.on(path);
    }

    /**
     * Here and nowhere else: connections are opened to a file that is there, so that none that is opened after it was
     * taken away leaves an empty one in its place.
     */
    private void makeDatabase() {
        try {
            if (Files.notExists(database())) {
                Files.createFile(database());
            }
        } catch (IOException e) {
            throw new OutputsFolderException("The database's file can't be made (%s).".formatted(e), e);
        }
        if (Files.isDirectory(database())) {
            throw new OutputsFolderException(
                    "%s is a folder; the database's file belongs there.".formatted(database()),
                    new IOException("a folder"));
        }
    }

    private void lock() {
        try {
            FileLock lock = tryLock();
            if (lock == null) {
                lockFile.close();
                throw new OutputsFolderException(
                        "The outputs folder %s is in use by another Marksheet process.".formatted(path),
                        new IOException("locked"));
            }
        } catch (IOException e) {
            throw new OutputsFolderException("The outputs folder %s can't be locked (%s).".formatted(path, e), e);
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The files of a run. */
    RunFolder run(RunId run) {
        return new RunFolder(runs(path).resolve(names.of(run)), known);
    }

    /** The embedded database's file. */
    Path database() {
        return path.resolve(DATABASE);
    }

    /** The folder that holds the runs' folders. */
    static Path runs(Path outputs) {
        return outputs.resolve("score-session");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
