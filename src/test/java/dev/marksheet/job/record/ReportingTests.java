package dev.marksheet.job.record;

import static dev.marksheet.job.record.RecordedSession.RUN;
import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.LogLines;
import dev.marksheet.report.FakeRunFiles;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.document.MetadataDocument;
import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** How one finished call becomes visible, step by step. */
class ReportingTests {

    private final RecordedSession session = new RecordedSession();

    @Test
    void writesAllFilesThenCommitsThenTells() {
        session.recorder.report(session.scored(0.5));

        assertThat(session.events)
                .containsExactly(
                        RunFiles.SCORES,
                        RunFiles.SUMMARY,
                        RunFiles.ADVICE,
                        RunFiles.METADATA,
                        "commit",
                        "1 ended",
                        "changed",
                        "afterwards");
        assertThat(session.recorder.waiting()).isZero();
    }

    @Test
    void commitsTheFiguresAndWhereTheFileEnds() {
        SessionReport before = session.report();

        session.recorder.report(session.scored(0.5));

        SessionReport after = session.report();
        assertThat(after.counts()).isEqualTo(counts(0, 8, 1, 0));
        assertThat(after.metrics().get("faithfulness").mean()).isEqualTo(0.5);
        assertThat(after.csv()).isEqualTo(new SessionReport.Csv(1, FakeRunFiles.ROW_BYTES, FakeRunFiles.SUM));
        assertThat(session.sessions.recorded()).hasSize(1);
        assertThat(session.figures.get(0)).isEqualTo(before);
        assertThat(session.figures.get(1).counts()).isEqualTo(after.counts());
    }

    @Test
    void theDocumentsSayWhatIsCommittedWithThem() {
        session.recorder.report(session.scored(0.25));

        SessionReport after = session.report();
        assertThat(session.files.texts())
                .containsEntry(RunFiles.METADATA, MetadataDocument.json(after))
                .containsEntry(RunFiles.ADVICE, session.documents.advice(after));
        assertThat(session.files.texts().get(RunFiles.SUMMARY)).contains("session-score-1", "0.25");
    }

    @Test
    void leavesMetadataAloneThatWouldBeTheSame() {
        session.recorder.report(session.scored(0.25));
        session.events.clear();

        session.recorder.report(session.scored(0.75));

        assertThat(session.events).doesNotContain(RunFiles.METADATA).contains(RunFiles.SUMMARY, RunFiles.ADVICE);
    }

    @Test
    void writesMetadataAgainThatIsGone() {
        session.recorder.report(session.scored(0.25));
        session.files.texts().clear();

        session.recorder.report(session.scored(0.75));

        assertThat(session.files.texts()).containsOnlyKeys(RunFiles.SUMMARY, RunFiles.ADVICE, RunFiles.METADATA);
    }

    @Test
    void aFailedCallIsCountedAndHasNoRow() {
        session.recorder.report(session.failed());

        assertThat(session.report().counts()).isEqualTo(counts(0, 8, 0, 1));
        assertThat(session.files.appended()).containsExactly(List.of());
        assertThat(session.sessions.recorded().get(0)).extracting(Row::number).containsExactly(0);
    }

    @Test
    void rowsAreNumberedOnFromTheLast() {
        session.recorder.report(session.scored(0.25));
        session.recorder.report(session.scored(0.75));

        assertThat(session.files.appended().stream().flatMap(List::stream))
                .extracting(Row::number)
                .containsExactly(1, 2);
        assertThat(session.report().csv()).isEqualTo(new SessionReport.Csv(2, 200, FakeRunFiles.SUM));
    }

    @Test
    void aCallThatHasEndedChangesNothingAndNobodyIsTold() {
        Row row = session.scored(0.5);
        session.recorder.report(row);
        session.events.clear();

        session.recorder.report(row);

        assertThat(session.events).isEmpty();
        assertThat(session.report().counts()).isEqualTo(counts(0, 8, 1, 0));
    }

    @Test
    void aCallWhoseSessionIsDeletedChangesNothingAndNobodyIsTold() {
        session.sessions.delete(RUN);

        session.recorder.report(session.scored(0.5));

        assertThat(session.events).isEmpty();
        assertThat(session.files.texts()).isEmpty();
    }

    @Test
    void whatTheDatabaseThrowsIsThrownAndTheCallCanBeReportedLater() {
        Row row = session.scored(0.5);
        session.sessions.refuseWith(new DataAccessResourceFailureException("disk full"));

        assertThatThrownBy(() -> session.recorder.report(row))
                .isInstanceOf(DataAccessResourceFailureException.class)
                .hasMessage("disk full");
        assertThat(session.events).doesNotContain("commit", "1 ended", "changed", "afterwards");
        assertThat(session.recorder.waiting()).isZero();

        session.sessions.refuseWith(null);
        session.recorder.report(row);
        assertThat(session.report().counts()).isEqualTo(counts(0, 8, 1, 0));
        assertThat(session.events).endsWith("commit", "1 ended", "changed", "afterwards");
    }

    @Test
    void whatTheDiskThrowsIsThrownAndNothingIsCommitted() {
        session.files.beforeWrite(name -> {
            if (name.equals(RunFiles.ADVICE)) {
                throw new UncheckedIOException(new NoSuchFileException("folder"));
            }
        });

        assertThatThrownBy(() -> session.recorder.report(session.scored(0.5))).isInstanceOf(UncheckedIOException.class);
        assertThat(session.sessions.recorded()).isEmpty();
    }

    @Test
    void anErrorIsThrownAsItIs() {
        session.sessions.refuseWith(new StackOverflowError("deep"));

        assertThatThrownBy(() -> session.recorder.report(session.scored(0.5))).isInstanceOf(StackOverflowError.class);
        assertThat(session.recorder.waiting()).isZero();
    }

    @Test
    void theRowsStandWhateverThoseMakeOfItWhoAreTold() {
        session.onTelling = () -> {
            throw new AssertionError("listeners throw nothing");
        };
        try (LogLines log = new LogLines(SessionRecorder.class)) {
            session.recorder.report(session.scored(0.5));

            assertThat(session.events).endsWith("commit", "1 ended", "changed", "afterwards");
            assertThat(session.report().counts()).isEqualTo(counts(0, 8, 1, 0));
            assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).hasSize(3);
        }
    }

    @Test
    void saysWhatBecameOfACall() {
        try (LogLines log = new LogLines(SessionRecorder.class)) {
            session.recorder.report(session.scored(0.5));

            assertThat(log.lines())
                    .containsExactly("INFO Job 000000000001 of session-s completed: 1 of 1 metrics scored in 840 ms");
        }
    }
}
