package dev.marksheet.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.job.record.RunFilesReader;
import dev.marksheet.job.record.RunGoneException;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.ScoresFile;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

class RunFilesControllerTests {

    private static final String CSV = "/api/runs/session-s/scores.csv";
    private static final String ROWS = "sample_id,question\r\nsession-score-1,\"什么?\"\r\n";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final RunFilesReader reader = mock(RunFilesReader.class);
    private final ScoresFile file = mock(ScoresFile.class);
    private final ApiSlice slice = ApiSlice.of(new RunFilesController(sessions, reader));
    private final SessionReport report = there(Reported.session("s"));

    RunFilesControllerTests() throws IOException {
        when(reader.scores(any())).thenReturn(file);
        doAnswer(call -> {
                    ((OutputStream) call.getArgument(0)).write(ROWS.getBytes(StandardCharsets.UTF_8));
                    return null;
                })
                .when(file)
                .transferTo(any());
        for (String name : List.of("summary.md", "optimization_advice.md", "metadata.json")) {
            when(reader.document(any(), eq(name))).thenReturn(text(name, ""));
        }
    }

    private static String text(String name, String more) {
        return name.endsWith(".json")
                ? "{\"run_id\":\"session-s\",\"session_id\":\"会话\",\"created_at\":\"2026-07-01T10:00:00Z\","
                        + "\"judge_models\":[],\"embedding_models\":[],\"metrics\":[]%s}".formatted(more)
                : "# 会话: " + name + more;
    }

    private SessionReport there(Reported session) {
        SessionReport found = session.report();
        when(sessions.ofRun(found.run().value())).thenReturn(Optional.of(found));
        return found;
    }

    private Answer unless(String uri, String tag) {
        return slice.send(ApiSlice.request("GET", uri).header("If-None-Match", tag));
    }

    @Test
    void sendsTheFileAsItIs() throws IOException {
        Answer answer = slice.get(CSV);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"session-s-scores.csv\"");
        assertThat(answer.body()).isEqualTo(ROWS);
        verify(reader).scores(report.run());
        verify(file).close();
    }

    @Test
    void sendsTheFileAgainOnlyWhenTheSessionHasChanged() {
        String tag = slice.get(CSV).header("ETag");
        assertThat(tag).isEqualTo("W/\"" + Reported.CREATED.toEpochMilli() + "-7-scoresfalse\"");

        Answer same = unless(CSV, tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("Content-Disposition")).isNull();
        verify(reader, times(1)).scores(any());

        there(Reported.session("s").created(Reported.FINISHED));
        assertThat(unless(CSV, tag).status()).as("it was deleted and made anew").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "?spreadsheet=true,true,false",
        "?columns=all,false,true",
        "?columns=all&spreadsheet=true,true,true",
        "?columns=scores&spreadsheet=true,true,false"
    })
    void writesTheRowsInTheFormThatIsAskedFor(String form, boolean spreadsheet, boolean all) throws IOException {
        Answer answer = slice.get(CSV + form);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment; ");
        verify(reader).writeScores(eq(report), eq(spreadsheet), eq(all), any());
        assertThat(unless(CSV + form, answer.header("ETag")).status()).isEqualTo(304);
        assertThat(unless(CSV, answer.header("ETag")).status())
                .as("another form")
                .isEqualTo(200);
    }

    @Test
    void tellsTheFormsApart() {
        assertThat(Stream.of("", "?spreadsheet=true", "?columns=all", "?columns=all&spreadsheet=true")
                        .map(form -> slice.get(CSV + form).header("ETag")))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesFormsThatThereAreNot() {
        assertThat(slice.get(CSV + "?columns=none").faults()).containsExactly("columns");
        Answer maybe = slice.get(CSV + "?spreadsheet=maybe");
        assertThat(maybe.status()).isEqualTo(422);
        assertThat(maybe.faults()).containsExactly("spreadsheet");
        verifyNoInteractions(reader);
    }

    @ParameterizedTest
    @CsvSource({
        "summary.md,text/markdown;charset=UTF-8",
        "optimization_advice.md,text/markdown;charset=UTF-8",
        "metadata.json,application/json"
    })
    void showsADocument(String name, String type) {
        String path = "/api/runs/session-s/" + name;

        Answer answer = slice.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"session-s-" + name + "\"");
        assertThat(answer.header("ETag")).startsWith("W/\"");
        assertThat(answer.body()).isEqualTo(text(name, ""));
        assertThat(unless(path, answer.header("ETag")).status()).isEqualTo(304);
        when(reader.document(any(), any())).thenReturn(text(name, ",\"languages\":[]"));
        assertThat(unless(path, answer.header("ETag")).status()).isEqualTo(200);
    }

    @Test
    void namesFilesAsTheSessionIsNamed() {
        SessionReport named = there(Reported.session("桥 1/2"));

        assertThat(slice.get("/api/runs/" + named.run().value() + "/summary.md").header("Content-Disposition"))
                .isEqualTo("inline; filename=\"" + named.run().value()
                        + "-summary.md\"; filename*=UTF-8''%E6%A1%A5%201-2-summary.md");
    }

    @Test
    void findsNoRunThatIsNotThereOrHasGoneMeanwhile() {
        RunGoneException gone = mock(RunGoneException.class);
        when(gone.getMessage()).thenReturn("There is no run session-s any more.");
        when(reader.scores(any())).thenThrow(gone);
        when(reader.document(any(), any())).thenThrow(gone);

        for (String name : List.of("scores.csv", "summary.md", "optimization_advice.md", "metadata.json")) {
            Answer unknown = slice.get("/api/runs/session-nobody/" + name);
            assertThat(unknown.status()).as(name).isEqualTo(404);
            assertThat(unknown.detail()).contains("There is no run session-nobody.");
            Answer deleted = slice.get("/api/runs/session-s/" + name);
            assertThat(deleted.status()).as(name).isEqualTo(404);
            assertThat(deleted.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(deleted.detail()).isEqualTo("There is no run session-s any more.");
        }
        assertThat(slice.get("/api/runs/session-s/prompts.md").status()).isEqualTo(404);
    }

    @Test
    void sendsNoProblemAsADownload() throws IOException {
        doThrow(new DataAccessResourceFailureException("secret"))
                .when(reader)
                .writeScores(any(), anyBoolean(), anyBoolean(), any());

        Answer answer = slice.get(CSV + "?columns=all");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Content-Disposition")).isNull();
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }
}
