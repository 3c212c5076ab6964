package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTests {

    @TempDir
    Path folder;

    private final SetAside aside = new SetAside(Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC));

    private Path move(String text, String kind) throws IOException {
        return aside.move(Files.writeString(folder.resolve("scores.csv"), text), kind);
    }

    @Test
    void tellsWhyAndWhenInTheName() throws IOException {
        Path moved = move("text", "edited");

        assertThat(moved).hasFileName("scores.csv.edited-20260102T030405678Z").hasContent("text");
        assertThat(folder.resolve("scores.csv")).doesNotExist();
    }

    @Test
    void overwritesNothingOfTheSameMoment() throws IOException {
        Path first = move("first", "edited");
        Path second = move("second", "edited");

        assertThat(first).hasContent("first");
        assertThat(second).hasFileName("scores.csv.edited-20260102T030405679Z").hasContent("second");
    }

    @Test
    void keepsTheLatestOfEachKind() throws IOException {
        Path other = move("other", "before");
        Path oldest = move("0", "edited");
        for (int i = 1; i < SetAside.MOST; i++) {
            move(String.valueOf(i), "edited");
        }
        assertThat(oldest).exists();

        Path latest = move("latest", "edited");

        assertThat(oldest).doesNotExist();
        assertThat(latest).exists();
        assertThat(other).exists();
        assertThat(folder).isDirectoryContaining("glob:**edited*");
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(SetAside.MOST + 1);
        }
    }
}
