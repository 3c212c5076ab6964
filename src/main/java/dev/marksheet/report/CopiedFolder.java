package dev.marksheet.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An outputs folder of one process while its calls are copied elsewhere: nobody else may use it. */
public final class CopiedFolder implements AutoCloseable {

    private final OutputsFolder folder;

    /** @throws OutputsFolderException if there is no embedded database in it, or a process uses it */
    CopiedFolder(Path path) {
        if (!Files.isRegularFile(path.resolve(OutputsFolder.DATABASE))) {
            throw new OutputsFolderException(
                    "The folder %s holds no %s.".formatted(path, OutputsFolder.DATABASE), new IOException("missing"));
        }
        folder = new OutputsFolder(path);
    }

    /** The embedded database's file. */
    public String database() {
        return folder.database().toString();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
