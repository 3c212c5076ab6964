package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Row;
import dev.marksheet.session.Score;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that take the place of others, and files that are made anew. */
class ReplacedRowsTests extends RunFilesFixture {

    private static CallResult scored(double value) {
        return new CallResult(Map.of("faithfulness", new Score.Scored(value, Evidence.NONE)), Map.of(), 1, value);
    }

    /** Row {@code number} as it is once its call was scored again. */
    private static Row again(int number, int replaces, double value) {
        Row row = row(number);
        return row.with(scored(value)).after(new Row.Earlier(1, replaces, row.result()));
    }

    private List<String> scoresOf() {
        return text().lines()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }

    private List<String> names() throws IOException {
        try (var all = Files.list(folder.resolve("session-files"))) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void putARowInThePlaceOfTheOldOneAndNewOnesBehind() {
        commit(ONE_METRIC, row(1), row(2), row(3));

        append(ONE_METRIC, again(2, 2, 1), row(4), again(5, 0, 0.25));

        assertThat(sampleIds())
                .containsExactly(
                        "session-score-1", "session-score-2", "session-score-3", "session-score-4", "session-score-5");
        assertThat(scoresOf()).containsExactly("0.5", "1.0", "0.5", "0.5", "0.25");
    }

    @Test
    void makeAnewWhatACrashHasReplacedAndTakeItForNobodysWork() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String before = text();
        append(ONE_METRIC, again(2, 2, 1));
        files = new RunFolder(folder.resolve("session-files"), new KnownScores());

        assertThat(download()).isEqualTo(before);

        assertThat(text()).isEqualTo(before);
        assertThat(names()).noneMatch(name -> name.contains("edited"));
    }

    @Test
    void leaveNoMarkWhereTheFirstRowsAreWritten() throws IOException {
        append(ONE_METRIC, row(1));

        assertThat(names()).containsExactly(RunFiles.SCORES);
    }

    @Test
    void keepAsideWhatWasEditedAfterACrash() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        append(ONE_METRIC, again(2, 2, 1));
        Files.writeString(scores(), text() + "by hand");

        download();

        assertThat(names()).anyMatch(name -> name.contains("edited"));
    }

    @Test
    void showNoRowThatCameAfterWhatWasCommitted() throws IOException {
        commit(ONE_METRIC, row(1));
        String before = text();
        SessionReport report = report();
        committed.add(row(2));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new NoRunFolder().openScores(report, this::rowsAfter).transferTo(out);

        assertThat(out).hasToString(before);
    }

    @Test
    void holdTheFileOpenUntilItIsSent() throws IOException {
        commit(ONE_METRIC, row(1));
        FileChannel channel = FileChannel.open(scores());

        new StoredScores(channel, committedEnd.length()).close();

        assertThat(channel.isOpen()).isFalse();
    }
}
