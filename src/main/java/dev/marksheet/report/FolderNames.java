package dev.marksheet.report;

import dev.marksheet.session.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The names of the runs' folders: the run's id, but on a file system that takes {@code Demo} and {@code demo} for one name
 * an id with capitals has something behind it that tells the two apart.
 *
 * @param folds whether the file system takes them for one
 */
record FolderNames(boolean folds) {

    /** As the file system of an outputs folder wants it. */
    static FolderNames on(Path outputs) {
        Path runs = OutputsFolder.runs(outputs);
        Path capitals = runs.resolveSibling(runs.getFileName().toString().toUpperCase(Locale.ROOT));
        try {
            Files.createDirectories(runs);
            return new FolderNames(Files.exists(capitals) && Files.isSameFile(runs, capitals));
        } catch (IOException e) {
            return new FolderNames(false);
        }
    }

    /** The name; no two runs share one, in any letters. */
    String of(RunId run) {
        String id = run.value();
        boolean plain = id.indexOf('~') < 0;
        if (!folds || !plain || id.equals(id.toLowerCase(Locale.ROOT))) {
            return id;
        }
        // Which letters are capitals says it in full. A run's own id has 32 digits behind its ~, these are at most 18.
        BitSet capitals = new BitSet();
        IntStream.range(0, id.length())
                .filter(i -> Character.isUpperCase(id.charAt(i)))
                .forEach(capitals::set);
        return id + "~" + HexFormat.of().formatHex(capitals.toByteArray());
    }
}
