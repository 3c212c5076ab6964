package dev.marksheet.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetReader;
import dev.marksheet.dataset.SpooledFile;
import dev.marksheet.job.SampleRules;
import dev.marksheet.job.dataset.DatasetInUseException;
import dev.marksheet.job.dataset.DatasetRefusedException;
import dev.marksheet.job.dataset.DatasetShelf;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.dataset.LineProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Files that are taken in, listed and deleted. */
class DatasetControllerTests {

    private static final String PATH = "/api/datasets/qa";

    private final DatasetShelf shelf = mock(DatasetShelf.class);
    private final DatasetQueries queries = mock(DatasetQueries.class);
    private final ApiSlice slice = ApiSlice.of(new DatasetController(shelf, queries, new DatasetFiles(queries)));

    DatasetControllerTests() throws Exception {
        when(shelf.put(any(), anyBoolean())).thenReturn(new DatasetShelf.Outcome(Versions.version("qa", 3), true));
        when(shelf.look(any())).thenReturn(Versions.version("qa", 0));
        when(queries.latest(anyString(), anyInt())).thenReturn(List.of());
        when(queries.versions(any())).thenReturn(List.of());
    }

    private Answer put(String uri, String content) {
        try (SpooledFile file = SpooledFile.create()) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            file.add(bytes, bytes.length);
            return slice.send(ApiSlice.request("PUT", uri).requestAttr(SpooledFile.ATTRIBUTE, file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private DatasetShelf.Upload stored(boolean partial) throws Exception {
        ArgumentCaptor<DatasetShelf.Upload> upload = ArgumentCaptor.forClass(DatasetShelf.Upload.class);
        verify(shelf).put(upload.capture(), eq(partial));
        return upload.getValue();
    }

    private Answer refused(String uri, String... fields) {
        Answer answer = put(uri, "question\nq\n");
        assertThat(answer.status()).as(uri).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.faults()).as(uri).containsExactlyInAnyOrder(fields);
        verifyNoInteractions(shelf);
        return answer;
    }

    @Test
    void storesAFileAsTheNextVersion() throws Exception {
        Answer answer = put(PATH, "question\nWhen?\n");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/api/datasets/qa/versions/3");
        assertThat(answer.body())
                .isEqualTo("""
                {"name":"qa","version":3,"rows":2,"answered":1,"columns":{"题干":"question","note":null},\
                "problems":[{"line":7,"message":"%s"}],"problem_count":4,"format":"csv","encoding":"UTF-8","bytes":100,\
                "created_at":"2026-07-01T10:00:00Z","url":"/api/datasets/qa/versions/3"}""".formatted(answer.json().at("/problems/0/message").asString()));
        DatasetShelf.Upload upload = stored(true);
        assertThat(upload.name()).isEqualTo("qa");
        assertThat(upload.bytes()).isEqualTo(15);
        assertThat(upload.named()).isEmpty();
    }

    @Test
    void knowsAFileThatIsThereAlready() throws Exception {
        when(shelf.put(any(), anyBoolean())).thenReturn(new DatasetShelf.Outcome(Versions.version("qa", 3), false));

        Answer answer = put(PATH, "question\nWhen?\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.json().get("version").asInt()).isEqualTo(3);
    }

    @Test
    void looksAtAFileWithoutStoringIt() throws Exception {
        Answer answer = put(PATH + "?dry_run=true", "question\nWhen?\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("version").isNull()).isTrue();
        assertThat(answer.json().get("url").isNull()).isTrue();
        verify(shelf, never()).put(any(), anyBoolean());
    }

    @Test
    void takesColumnsForFieldsAsItIsTold() throws Exception {
        put(PATH + "?partial=false&format=jsonl&question=%20%E9%A2%98%E5%B9%B2%20&answer=", "{}");

        assertThat(stored(false).named()).isEqualTo(Map.of(DatasetField.QUESTION, "题干", DatasetField.ANSWER, ""));
    }

    @Test
    void refusesWhatIsWrongByName() {
        refused("/api/datasets/a%40b", "name");
        refused("/api/datasets/" + "a".repeat(101), "name");
        refused("/api/datasets/%20a", "name");
        assertThat(refused(PATH + "?dryrun=true&format=xls&colour=red", "dryrun", "format", "colour")
                        .body())
                .contains("valid: dry_run, partial, format, item, question", "must be csv, jsonl or json");
        refused(PATH + "?dry_run=perhaps", "dry_run");
        refused(PATH + "?partial=perhaps", "partial");
        for (Answer empty : List.of(put(PATH, ""), slice.send(ApiSlice.request("PUT", PATH)))) {
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.faults()).containsExactly("body");
            assertThat(empty.detail()).contains("CSV, JSONL or a JSON array");
        }
        assertThat(put("/api/datasets/" + "a".repeat(100), "question\nq\n").status())
                .isEqualTo(201);
    }

    @Test
    void saysWhatIsWrongWithRowsThatCanNotBeStored() throws Exception {
        DatasetRefusedException rows = mock(DatasetRefusedException.class);
        when(rows.found()).thenReturn(Versions.version("qa", 0).details());
        when(rows.faults()).thenReturn(List.of());
        when(shelf.put(any(), anyBoolean())).thenThrow(rows);

        Answer answer = put(PATH + "?partial=false", "question\nq\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faults()).containsExactly("line 7", "partial");
        assertThat(answer.detail()).contains("must be true to store the others: 4 rows can't be stored");
        assertThat(answer.json().get("problem_count").asInt()).isEqualTo(4);
        assertThat(answer.json().at("/problems/0/line").asInt()).isEqualTo(7);
        assertThat(answer.json().at("/columns/题干").asString()).isEqualTo("question");
    }

    @Test
    void saysWhatIsWrongWithAFileThatCanNotBeStored() throws Exception {
        DatasetRefusedException columns = mock(DatasetRefusedException.class);
        when(columns.found()).thenReturn(new DatasetVersion.Details("csv", "UTF-8", Map.of(), List.of(), 0));
        when(columns.faults()).thenReturn(List.of(new SampleRules.Fault("question", "has no column")));
        when(shelf.look(any())).thenThrow(columns).thenThrow(mock(DatasetReader.TooManyRowsException.class));

        Answer unmapped = put(PATH + "?dry_run=true", "a\nb\n");
        assertThat(unmapped.status()).isEqualTo(422);
        assertThat(unmapped.faults()).containsExactly("question");
        assertThat(put(PATH + "?dry_run=true", "a\nb\n").faults()).containsExactly("body");
    }

    @Test
    void namesAHundredLinesAtMostInItsErrors() throws Exception {
        DatasetRefusedException rows = mock(DatasetRefusedException.class);
        List<LineProblem> many = IntStream.rangeClosed(1, 150)
                .mapToObj(line -> new LineProblem(line, "question"))
                .toList();
        when(rows.found()).thenReturn(new DatasetVersion.Details("csv", "UTF-8", Map.of(), many, 1));
        when(rows.faults()).thenReturn(List.of());
        when(shelf.put(any(), anyBoolean())).thenThrow(rows);

        Answer answer = put(PATH, "question\nq\n");

        assertThat(answer.faults()).hasSize(101).contains("line 100").doesNotContain("line 101");
        assertThat(answer.json().get("problems")).hasSize(150);
        assertThat(answer.detail()).endsWith("1 row can't be stored");
    }

    @Test
    void listsTheLatestVersionsPageByPage() {
        when(queries.latest(anyString(), anyInt())).thenReturn(List.of(Versions.version("桥", 3)));

        Answer answer = slice.get("/api/datasets");
        String token =
                slice.get("/api/datasets?limit=1").json().get("next_page_token").asString();
        slice.get("/api/datasets?limit=500&page_token=" + token);

        assertThat(answer.body()).isEqualTo("""
                {"datasets":[{"name":"桥","version":3,"rows":2,"answered":1,"created_at":"2026-07-01T10:00:00Z",\
                "url":"/api/datasets/%E6%A1%A5/versions/3"}],"next_page_token":null}""");
        verify(queries).latest("", 50);
        verify(queries).latest("桥", 500);
        for (String query : List.of("limit=0", "limit=501", "limit=x", "page_token=%21", "page_token=AAAA")) {
            assertThat(slice.get("/api/datasets?" + query).faults())
                    .as(query)
                    .containsExactly(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void showsAllVersionsOfOne() {
        when(queries.versions("桥")).thenReturn(List.of(Versions.version("桥", 3), Versions.version("桥", 1)));

        Answer answer = slice.get("/api/datasets/%E6%A1%A5");

        assertThat(answer.fields()).containsExactly("name", "version", "versions");
        assertThat(answer.json().get("version").asInt()).isEqualTo(3);
        assertThat(answer.json().at("/versions/1/version").asInt()).isEqualTo(1);
        assertThat(slice.get("/api/datasets/qb").detail())
                .isEqualTo("There is no dataset qb. GET /api/datasets lists all datasets.");
    }

    @Test
    void deletesADatasetUnlessItIsInUse() {
        DatasetInUseException used = mock(DatasetInUseException.class);
        when(used.getMessage()).thenReturn("Rows of qa are being put into a session");
        when(shelf.delete("qa")).thenReturn(true).thenReturn(false).thenThrow(used);

        Answer deleted = slice.delete(PATH);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(slice.delete(PATH).status()).isEqualTo(404);
        Answer inUse = slice.delete(PATH);
        assertThat(inUse.status()).isEqualTo(409);
        assertThat(inUse.detail()).contains("are being put into a session");
    }
}
