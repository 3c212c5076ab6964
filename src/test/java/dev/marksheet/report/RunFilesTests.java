package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.SessionReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunFilesTests extends RunFilesFixture {

    @Test
    void appendsRowsBehindTheHeader() {
        commit(ONE_METRIC, row(1), row(2));
        commit(ONE_METRIC, row(3));

        assertThat(text()).startsWith("sample_id,question,").endsWith("\r\n");
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2", "session-score-3");
    }

    @Test
    void doesNotTouchCommittedBytesWhenAppending() {
        commit(ONE_METRIC, row(1));
        String before = text();

        commit(ONE_METRIC, row(2));

        assertThat(text()).startsWith(before);
    }

    @Test
    void cutsOffRowsThatWereWrittenButNotCommitted() {
        commit(ONE_METRIC, row(1));
        append(ONE_METRIC, row(2), row(3));

        commit(ONE_METRIC, row(2));

        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2");
    }

    @Test
    void cutsOffHalfLines() throws IOException {
        commit(ONE_METRIC, row(1));
        Files.writeString(scores(), "session-score-2,\"ha", StandardOpenOption.APPEND);

        assertThat(download()).isNotEmpty().doesNotContain("session-score-2");
        assertThat(text()).startsWith(download());
        commit(ONE_METRIC, row(2));
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2");
    }

    @Test
    void rebuildsAMissingOrShortFileFromTheDatabase() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String whole = text();

        Files.delete(scores());
        assertThat(download()).isEqualTo(whole);
        Files.writeString(scores(), whole.substring(0, 7));
        commit(ONE_METRIC, row(3));
        assertThat(text()).startsWith(whole);
        assertThat(sampleIds()).hasSize(3);
    }

    @Test
    void givesTheSameBytesWhereNoFolderIsKeptOrItIsShared() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        commit(TWO_METRICS, row(3));
        String whole = text();

        for (RunFiles others : List.of(
                new NoRunFolder(),
                new SharedRunFolder(new RunFolder(folder.resolve("session-files"), new KnownScores(), true)))) {
            files = others;
            assertThat(download()).isEqualTo(whole);
        }
        append(TWO_METRICS, row(4));
        assertThat(download()).as("what is not committed is not shown").isEqualTo(whole);
    }

    @Test
    void addsAColumnAndLeavesEarlierRowsEmptyThere() {
        commit(ONE_METRIC, row(1));

        commit(TWO_METRICS, row(2));

        assertThat(text().lines().findFirst().orElseThrow()).endsWith(",faithfulness,exact_match");
        assertThat(text().lines().skip(1)).first().asString().endsWith(",0.5,");
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2");
    }

    @Test
    void forgetsANewColumnThatACrashKeptFromBeingCommitted() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String before = text();
        append(TWO_METRICS, row(3));

        assertThat(download()).isEqualTo(before);
        append(TWO_METRICS, row(3));
        commit(ONE_METRIC, row(3));

        assertThat(text()).startsWith(before).doesNotContain("exact_match");
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2", "session-score-3");
    }

    @Test
    void keepsTheOldFileWhenTheDatabaseCanNotGiveItsRows() {
        commit(ONE_METRIC, row(1));
        String before = text();
        SessionReport report = report();
        committed.clear();

        assertThatThrownBy(() -> files.append(report, TWO_METRICS, List.of(row(2)), this::rowsAfter))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("row 1 of 1 is missing");
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void replacesSmallFilesAsAWholeAndLeavesNoTemporaryOnes() throws IOException {
        files.write(RunFiles.SUMMARY, "a longer first text");
        files.write(RunFiles.SUMMARY, "短");

        assertThat(Files.readString(folder.resolve("session-files").resolve(RunFiles.SUMMARY)))
                .isEqualTo("短");
        try (var left = Files.list(folder.resolve("session-files"))) {
            assertThat(left).hasSize(1);
        }
    }
}
