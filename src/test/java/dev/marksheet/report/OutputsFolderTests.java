package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marksheet.session.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

class OutputsFolderTests {

    @TempDir
    Path parent;

    private Path path() {
        return parent.resolve("outputs");
    }

    @Test
    void isMadeWithItsDatabaseAndKeepsWhatIsThere() throws IOException {
        try (OutputsFolder folder = new OutputsFolder(path())) {
            assertThat(folder.database())
                    .isEqualTo(path().resolve("marksheet.db"))
                    .isEmptyFile();
            Files.writeString(folder.database(), "data");
            folder.run(new RunId("session-s")).write(RunFiles.SUMMARY, "text");
        }
        assertThat(path().resolve("score-session/session-s/summary.md")).hasContent("text");

        try (OutputsFolder again = new OutputsFolder(path())) {
            assertThat(again.database()).hasContent("data");
        }
    }

    @Test
    void isOfOneProcessAtATime() throws IOException {
        try (OutputsFolder mine = new OutputsFolder(path())) {
            assertThat(mine).isNotNull();
            assertThatExceptionOfType(OutputsFolderException.class)
                    .isThrownBy(() -> new OutputsFolder(path()))
                    .withMessage("The outputs folder %s is in use by another Marksheet process.", path());
        }
        new OutputsFolder(path()).close();
    }

    @Test
    void isRefusedWhereAFileOrAFolderIsInTheWay() throws IOException {
        Files.createDirectories(path().resolve("marksheet.db"));
        assertThatExceptionOfType(OutputsFolderException.class)
                .isThrownBy(() -> new OutputsFolder(path()))
                .withMessageContaining("marksheet.db is a folder");

        Path file = Files.writeString(parent.resolve("file"), "");
        assertThatExceptionOfType(OutputsFolderException.class)
                .isThrownBy(() -> new OutputsFolder(file))
                .withMessageContaining("%s can't be written to", file);
    }

    @Test
    void isCopiedFromOnlyWhereItHasADatabaseAndNobodyUsesIt() throws IOException {
        Files.createDirectories(path());
        assertThatExceptionOfType(OutputsFolderException.class)
                .isThrownBy(() -> new CopiedFolder(path()))
                .withMessage("The folder %s holds no marksheet.db.", path());
        assertThat(path()).as("nothing is made there").isEmptyDirectory();

        Files.writeString(path().resolve("marksheet.db"), "data");
        try (CopiedFolder copied = new CopiedFolder(path())) {
            assertThat(Path.of(copied.database())).hasContent("data");
            assertThatExceptionOfType(OutputsFolderException.class).isThrownBy(() -> new CopiedFolder(path()));
        }
        new CopiedFolder(path()).close();
    }

    @Test
    void saysTheWayOut() {
        OutputsFolderException inUse = new OutputsFolderException("in use", new IOException("locked"));
        FailureAnalysis analysis = new OutputsFolderFailureAnalyzer().analyze(inUse, inUse);
        TemporaryFolderException missing = new TemporaryFolderException(new IOException("missing"));
        FailureAnalysis other = new TemporaryFolderFailureAnalyzer().analyze(missing, missing);

        assertThat(analysis.getDescription()).isEqualTo("in use");
        assertThat(analysis.getAction()).contains("--marksheet.outputs-dir=");
        assertThat(other.getDescription()).contains(System.getProperty("java.io.tmpdir"), "missing");
        assertThat(other.getAction()).contains("-Djava.io.tmpdir=");
    }

    @Test
    void listsTheRunsThatHaveScores() throws IOException {
        Path runs = Files.createDirectories(path());
        String folded = "session-Demo~08";
        ReportsOnDisk.make(
                runs, "session-a", "session-b", folded, "session-c~" + "0".repeat(32), "not a run", "no~run");
        Files.createDirectories(runs.resolve("session-empty"));
        ReportFolders folders = ReportsOnDisk.in(runs);

        assertThat(folders.path()).isEqualTo(runs);
        assertThat(folders.withScores(10))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(run("a"), run("b"), run("Demo"), run("c~" + "0".repeat(32))));
        assertThat(folders.withScores(2)).hasSize(2);
    }

    private static RunId run(String id) {
        return new RunId("session-" + id);
    }
}
