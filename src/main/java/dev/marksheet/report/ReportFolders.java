package dev.marksheet.report;

import dev.marksheet.session.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of runs that are there, whether the database knows the runs or not. */
public final class ReportFolders {

    private final Path runs;

    /** @param runs the folder that holds them */
    ReportFolders(Path runs) {
        this.runs = runs;
    }

    /** The folder that holds them. */
    public Path path() {
        return runs;
    }

    /** The runs that have a {@code scores.csv}: at most {@code limit} of them. */
    public List<RunId> withScores(int limit) {
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> Files.exists(folder.resolve(RunFiles.SCORES)))
                    .map(folder -> run(folder.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .limit(limit)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<RunId> run(String name) {
        try {
            return Optional.of(new RunId(name));
        } catch (IllegalArgumentException e) {
            int mark = name.lastIndexOf('~');
            return mark < 0 ? Optional.empty() : run(name.substring(0, mark));
        }
    }
}
