package dev.marksheet.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Keeps files that somebody else has written, under another name, instead of writing over them. */
final class SetAside {

    /** So many of a kind are kept beside a file; then the oldest goes. */
    static final int MOST = 5;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;

    SetAside(Clock clock) {
        this.clock = clock;
    }

    /**
     * Renames a file.
     *
     * @param kind stands in the new name and says why: {@code NAME.KIND-TIME}
     * @return the new place
     */
    Path move(Path file, String kind) throws IOException {
        String start = file.getFileName() + "." + kind + "-";
        Path folder = file.resolveSibling("");
        Instant time = clock.instant();
        while (Files.exists(folder.resolve(start + TIME.format(time)))) {
            time = time.plusMillis(1);
        }
        Path aside = Files.move(file, folder.resolve(start + TIME.format(time)), StandardCopyOption.ATOMIC_MOVE);
        List<Path> kept = kept(folder, start);
        for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST))) {
            Files.deleteIfExists(old);
        }
        return aside;
    }

    private static List<Path> kept(Path folder, String start) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith(start))
                    .sorted()
                    .toList();
        }
    }
}
