package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What else there is in a run's folder beside its rows, in each kind of folder. */
class SmallFilesTests extends RunFilesFixture {

    private Path summary() {
        return folder.resolve("session-files").resolve(RunFiles.SUMMARY);
    }

    private RunFiles shared() {
        return new SharedRunFolder(new RunFolder(folder.resolve("session-files"), new KnownScores(), true));
    }

    @Test
    void areRestoredOnlyWhereTheyAreMissing() throws IOException {
        List<String> made = new ArrayList<>();
        files.restore(RunFiles.SUMMARY, () -> "anew");
        assertThat(summary()).hasContent("anew");

        files.restore(RunFiles.SUMMARY, () -> {
            made.add("again");
            return "again";
        });

        assertThat(made).isEmpty();
        assertThat(summary()).hasContent("anew");
        Files.delete(summary());
        shared().restore(RunFiles.SUMMARY, () -> "by a reader");
        assertThat(summary()).as("others may be writing it").doesNotExist();
    }

    @Test
    void stayAwayWhereTheFolderTakesNothing() throws IOException {
        Files.writeString(folder.resolve("session-files"), "a file in the way");

        assertThatCode(() -> files.restore(RunFiles.SUMMARY, () -> "anew")).doesNotThrowAnyException();
        assertThatThrownBy(() -> files.write(RunFiles.SUMMARY, "anew")).isInstanceOf(UncheckedIOException.class);
        assertThat(files.has(RunFiles.SUMMARY)).isFalse();
    }

    @Test
    void goWithTheFolder() {
        for (RunFiles each : List.of(files, shared())) {
            each.write(RunFiles.SUMMARY, "text");
            assertThat(each.has(RunFiles.SUMMARY)).isTrue();
            assertThat(each.has(RunFiles.ADVICE)).isFalse();

            each.delete();

            assertThat(each.has(RunFiles.SUMMARY)).isFalse();
            assertThat(folder.resolve("session-files")).doesNotExist();
        }
    }

    @Test
    void neverLackWhereNoFolderIsKept() {
        commit(ONE_METRIC, row(1));
        RunFiles.End before = committedEnd;
        files = new NoRunFolder();

        assertThat(files.has(RunFiles.SUMMARY)).isTrue();
        assertThat(append(ONE_METRIC, row(2))).as("nothing is written").isEqualTo(before);
    }
}
