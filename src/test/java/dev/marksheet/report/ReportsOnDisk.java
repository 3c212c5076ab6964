package dev.marksheet.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of runs as an earlier process has left them. */
public final class ReportsOnDisk {

    private ReportsOnDisk() {}

    public static ReportFolders in(Path runs) {
        return new ReportFolders(runs);
    }

    /** A {@code scores.csv} for each of these runs. */
    public static void make(Path runs, String... names) {
        try {
            for (String name : names) {
                Files.createFile(Files.createDirectory(runs.resolve(name)).resolve(RunFiles.SCORES));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
