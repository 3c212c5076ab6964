package dev.marksheet.job.record;

import static dev.marksheet.job.record.RecordedSession.RUN;
import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.report.RunFiles;
import dev.marksheet.session.Reported;
import dev.marksheet.session.Row;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents of a run as they are made, brought back and read. */
class RunDocumentsTests {

    private final RecordedSession session = new RecordedSession();
    private final RunFilesReader reader =
            new RunFilesReader(session.queries, session.files.reports(), session.documents);

    private void known(int number, double value) {
        session.calls.add(ScoreJob.ended(session.scored(value).numbered(number)));
    }

    private static List<String> worst(String summary) {
        return Pattern.compile("session-score-\\d+")
                .matcher(summary)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void theWorstCallsAreThoseOfTheDatabaseAndTheFreshOnesInOneOrder() {
        known(1, 0.5);
        known(2, 0.1);
        List<Row> fresh = List.of(
                session.scored(0.3).numbered(3),
                session.failed(),
                session.scored(0.05).numbered(4));

        assertThat(worst(session.documents.summary(session.report(), fresh)))
                .containsExactly("session-score-4", "session-score-2", "session-score-3", "session-score-1");
    }

    @Test
    void theTenWorstCallsAreShown() {
        for (int i = 1; i <= 9; i++) {
            known(i, i * 0.05);
        }
        List<Row> fresh =
                List.of(session.scored(0.02).numbered(10), session.scored(0.03).numbered(11));

        assertThat(worst(session.documents.summary(session.report(), fresh)))
                .hasSize(10)
                .startsWith("session-score-10", "session-score-11", "session-score-1")
                .doesNotContain("session-score-9");
    }

    @Test
    void removedDocumentsComeBackOnceACallHasEnded() {
        SessionReport none = Reported.session("s").calls(counts(1, 1, 0, 0)).report();
        SessionReport one = Reported.session("s").calls(counts(1, 0, 0, 1)).report();

        session.documents.restore(session.files, none);
        assertThat(session.files.texts()).isEmpty();

        session.documents.restore(session.files, one);
        assertThat(session.files.texts())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        RunFiles.SUMMARY, session.documents.summary(one, List.of()),
                        RunFiles.ADVICE, session.documents.advice(one),
                        RunFiles.METADATA, session.documents.metadata(one)));
        assertThat(session.files.texts())
                .allSatisfy((name, text) -> assertThat(text).isNotBlank());
    }

    @Test
    void rowsAreReadOnBehindANumber() {
        for (int i = 1; i <= 501; i++) {
            session.queries.add(session.scored(0.5).numbered(i));
        }

        assertThat(session.documents.source(session.report()).after(499))
                .extracting(Row::number)
                .containsExactly(500, 501);
        assertThat(session.documents.source(session.report()).after(0)).hasSize(500);
    }

    @Test
    void newScoresLieInTheRangesThatMetricsHaveNow() {
        Map<String, MetricRange> ranges = Map.of("faithfulness", new MetricRange(1, 5, true));

        assertThat(new RunDocuments(session.calls, session.queries, ranges, report -> List.of()).ranges())
                .isEqualTo(ranges);
    }

    @Test
    void aDocumentIsReadAsItStandsNowAndIsBackInTheFolder() {
        session.sessions.put(Reported.session("s").scores("faithfulness", 0.5).report());

        assertThat(reader.document(RUN, RunFiles.SUMMARY))
                .isEqualTo(session.documents.summary(session.report(), List.of()));
        assertThat(reader.document(RUN, RunFiles.ADVICE)).isEqualTo(session.documents.advice(session.report()));
        assertThat(reader.document(RUN, RunFiles.METADATA)).isEqualTo(session.documents.metadata(session.report()));
        assertThat(session.files.texts()).hasSize(3);
        assertThatThrownBy(() -> reader.document(RUN, RunFiles.SCORES)).hasMessageContaining("scores.csv");
    }

    @Test
    void rowsAreReadAsTheyStandNowAndTheDocumentsAreBackInTheFolder() throws IOException {
        session.sessions.put(Reported.session("s")
                .calls(counts(0, 0, 1, 0))
                .scores("faithfulness", 0.5)
                .report());
        session.queries.add(session.scored(0.5).numbered(1));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream export = new ByteArrayOutputStream();

        reader.scores(RUN).transferTo(file);
        reader.writeScores(session.report(), true, false, export);

        assertThat(file.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .element(1)
                .asString()
                .contains("why");
        assertThat(export.toString(StandardCharsets.UTF_8)).startsWith("\uFEFF").contains("why");
        assertThat(session.files.texts()).hasSize(3);
    }

    @Test
    void aRunThatIsDeletedMeanwhileIsGone() {
        session.sessions.delete(RUN);

        assertThatThrownBy(() -> reader.scores(RUN)).isInstanceOf(RunGoneException.class);
        assertThatThrownBy(() -> reader.document(RUN, RunFiles.SUMMARY)).hasMessageContaining("session-s");
        assertThat(session.files.texts()).isEmpty();
    }
}
