package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that somebody else has changed, removed or put in the way. */
class EditedRunFilesTests extends RunFilesFixture {

    @Test
    void makesAnEditedFileAnewAndKeepsWhatWasThere() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String whole = text();
        String longer = whole.replace("Question 1", "Question 1, by hand");
        String sameLength = whole.replace("Question 2", "Quest!on 2");
        String shorter = whole.replace("Question 2", "");
        for (String edited : List.of(longer, sameLength, shorter, whole.replace("job_id", "JOB_ID"))) {
            Files.writeString(scores(), edited);
            assertThat(download()).isEqualTo(whole);
            assertThat(text()).isEqualTo(whole);
        }
        assertThat(aside("edited"))
                .containsExactlyInAnyOrder(longer, sameLength, shorter, whole.replace("job_id", "JOB_ID"));

        Files.writeString(scores(), longer);
        commit(ONE_METRIC, row(3));

        assertThat(text()).startsWith(whole);
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2", "session-score-3");
    }

    @Test
    void seesWhatWasEditedWhileNoProcessLooked() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String whole = text();
        Files.writeString(scores(), whole.replace("Question 2", "Quest!on 2"));
        files = new RunFolder(folder.resolve("session-files"), new KnownScores());

        commit(ONE_METRIC, row(3));

        assertThat(text()).startsWith(whole).doesNotContain("Quest!on");
    }

    @Test
    void keepsAFewEditedFilesAndNoMore() throws IOException {
        commit(ONE_METRIC, row(1));
        for (int i = 0; i < SetAside.MOST + 2; i++) {
            Files.writeString(scores(), "edited " + i);
            download();
        }

        assertThat(aside("edited")).hasSize(SetAside.MOST).contains("edited 6").doesNotContain("edited 0", "edited 1");
    }

    @Test
    void keepsAReportThatIsOlderThanItsSession() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String old = text();
        committed.clear();
        committedEnd = RunFiles.End.OF_NOTHING;
        committedMetrics = List.of();
        createdAt = Files.getLastModifiedTime(scores()).toInstant().plusMillis(1);
        files = new RunFolder(folder.resolve("session-files"), new KnownScores());

        commit(ONE_METRIC, row(1));

        assertThat(sampleIds()).containsExactly("session-score-1");
        assertThat(aside("before")).containsExactly(old);
    }

    @Test
    void goesOnBehindWhatAnotherProcessHasWrittenToASharedFolder() throws IOException {
        RunFiles one = new SharedRunFolder(new RunFolder(folder.resolve("session-files"), new KnownScores(), true));
        RunFiles other = new SharedRunFolder(new RunFolder(folder.resolve("session-files"), new KnownScores(), true));
        for (int i = 1; i <= 6; i++) {
            files = i % 2 == 0 ? one : other;
            commit(ONE_METRIC, row(i));
        }

        assertThat(sampleIds()).hasSize(6);
        assertThat(aside("edited")).isEmpty();
    }

    @Test
    void readsTheRowsFromTheDatabaseWhereTheFolderTakesNothing() throws IOException {
        commit(ONE_METRIC, row(1));
        String whole = text();
        Files.delete(scores());
        Files.createDirectories(scores().resolve("in the way"));

        assertThat(download()).isEqualTo(whole);
    }

    @Test
    void endsADownloadWhoseFileIsCutMeanwhile() throws IOException {
        commit(ONE_METRIC, row(1), row(2));

        try (ScoresFile open = files.openScores(report(), this::rowsAfter)) {
            Files.writeString(scores(), "cut");
            assertThatThrownBy(() -> open.transferTo(new ByteArrayOutputStream()))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("shorter while it was read");
        }
    }

    private List<String> aside(String kind) throws IOException {
        List<String> texts = new ArrayList<>();
        try (var all = Files.list(folder.resolve("session-files"))) {
            for (Path file : all.filter(f -> f.getFileName().toString().contains("." + kind + "-"))
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
