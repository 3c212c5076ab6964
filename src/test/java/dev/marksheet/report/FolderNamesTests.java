package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderNamesTests {

    private static final List<String> SESSIONS = List.of(
            "demo", "Demo", "DEMO", "dEmo", "CON", "con", "Über", "über", "a-B-c", "A".repeat(64), "a".repeat(64));

    @TempDir
    Path folder;

    @Test
    void tellRunsApartWhereTheFileSystemDoesNotTellLettersApart() {
        FolderNames names = new FolderNames(true);

        List<String> folded = SESSIONS.stream()
                .map(session -> names.of(RunId.of(new SessionId(session))).toLowerCase(Locale.ROOT))
                .toList();

        assertThat(folded).doesNotHaveDuplicates().allMatch(name -> name.matches("session-[a-z0-9~-]{1,100}"));
        assertThat(names.of(new RunId("session-demo"))).isEqualTo("session-demo");
    }

    @Test
    void areTheRunsIdsElsewhere() {
        FolderNames names = new FolderNames(false);

        assertThat(SESSIONS).allSatisfy(session -> {
            RunId run = RunId.of(new SessionId(session));
            assertThat(names.of(run)).isEqualTo(run.value());
        });
    }

    @Test
    void askTheFileSystem() throws Exception {
        Path capitals = folder.resolve("SCORE-SESSION");

        FolderNames asked = FolderNames.on(folder);

        assertThat(asked.folds()).isEqualTo(Files.exists(capitals));
        Files.createDirectories(capitals);
        assertThat(FolderNames.on(folder)).as("two folders are not one").isEqualTo(asked);
    }
}
