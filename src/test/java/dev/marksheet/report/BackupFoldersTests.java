package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFoldersTests {

    private static final RunId RUN = new RunId("session-s");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path outputs;

    private Path backups;
    private BackupFolders folders;

    @BeforeEach
    void open() {
        backups = outputs.resolve("backups");
        folders = new BackupFolders(outputs, backups);
    }

    private static long sum(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Checksum.plus(Checksum.NONE, bytes, 0, bytes.length);
    }

    private void write(String name, String text) throws IOException {
        Path run = Files.createDirectories(OutputsFolder.runs(outputs).resolve(RUN.value()));
        Files.writeString(run.resolve(name), text);
    }

    private Path copied(BackupFolders.Draft draft, String name) {
        return OutputsFolder.runs(Path.of(draft.database()).getParent())
                .resolve(RUN.value())
                .resolve(name);
    }

    @Test
    void becomesAnOutputsFolderNamedByItsTime() throws IOException {
        String end;
        try (BackupFolders.Draft draft = folders.begin(NOW)) {
            assertThat(Path.of(draft.database())).hasFileName("marksheet.db");
            Files.writeString(Path.of(draft.database()), "data");
            end = draft.finish();
        }

        assertThat(Path.of(end)).isEqualTo(backups.resolve("2026-01-02T03-04-05.678Z"));
        assertThat(Path.of(end).resolve("marksheet.db")).hasContent("data");
        assertThat(OutputsFolder.runs(Path.of(end))).isEmptyDirectory();
    }

    @Test
    void isGoneWhereItWasNotFinished() {
        folders.begin(NOW).close();

        assertThat(backups).isEmptyDirectory();
    }

    @Test
    void clearsAwayWhatACrashHasLeftOfAnother() throws IOException {
        Files.createDirectories(backups.resolve("2025-01-01T00-00-00.000Z.unfinished/inner"));
        Files.createDirectories(backups.resolve("2025-01-01T00-00-00.000Z"));

        folders.begin(NOW).close();

        assertThat(backups).isDirectoryNotContaining("glob:**.unfinished");
        assertThat(backups.resolve("2025-01-01T00-00-00.000Z")).isDirectory();
    }

    @Test
    void copiesScoresAsFarAsTheDatabaseKnowsThem() throws IOException {
        String known = "a".repeat(200_000);
        write(RunFiles.SCORES, known + " and more");
        try (BackupFolders.Draft draft = folders.begin(NOW)) {
            draft.copyScores(RUN, known.length(), sum(known));

            assertThat(copied(draft, RunFiles.SCORES)).hasContent(known);
            assertThat(draft.bytes()).isEqualTo(known.length());
        }
    }

    @Test
    void leavesOutScoresThatTheDatabaseDoesNotKnow() throws IOException {
        write(RunFiles.SCORES, "edited");
        try (BackupFolders.Draft draft = folders.begin(NOW)) {
            draft.copyScores(RUN, 6, sum("before"));
            assertThat(copied(draft, RunFiles.SCORES)).as("other bytes").doesNotExist();

            draft.copyScores(RUN, 7, sum("edited"));
            assertThat(copied(draft, RunFiles.SCORES)).as("too few").doesNotExist();

            draft.copyScores(RUN, 0, Checksum.NONE);
            draft.copyScores(new RunId("session-other"), 6, sum("before"));
            assertThat(draft.bytes()).isZero();
            draft.copyScores(RUN, 6, sum("edited"));
            assertThat(copied(draft, RunFiles.SCORES)).hasContent("edited");
        }
    }

    @Test
    void copiesTheDocumentsThatAreThere() throws IOException {
        write(RunFiles.SUMMARY, "summary");
        write(RunFiles.METADATA, "{}");
        write("notes.txt", "somebody's own");
        try (BackupFolders.Draft draft = folders.begin(NOW)) {
            draft.copyDocuments(RUN);

            assertThat(copied(draft, RunFiles.SUMMARY)).hasContent("summary");
            assertThat(copied(draft, RunFiles.METADATA)).hasContent("{}");
            assertThat(copied(draft, RunFiles.ADVICE)).doesNotExist();
            assertThat(copied(draft, "notes.txt")).doesNotExist();
        }
    }

    @Test
    void saysWhenTheDiskRefuses() throws IOException {
        Files.writeString(backups, "a file in the way");

        assertThatThrownBy(() -> folders.begin(NOW)).isInstanceOf(UncheckedIOException.class);
    }
}
