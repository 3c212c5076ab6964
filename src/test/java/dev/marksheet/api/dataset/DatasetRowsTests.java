package dev.marksheet.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.job.dataset.DatasetShelf;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.dataset.DatasetVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a version that are handed out. */
class DatasetRowsTests {

    private static final String PATH = "/api/datasets/qa/versions/3";

    private final DatasetQueries queries = mock(DatasetQueries.class);
    private final ApiSlice slice =
            ApiSlice.of(new DatasetController(mock(DatasetShelf.class), queries, new DatasetFiles(queries)));

    DatasetRowsTests() {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        columns.put("id", "item");
        columns.put("题干", "question");
        columns.put("回答", "answer");
        columns.put("contexts", "contexts");
        columns.put("note", null);
        columns.put("question", null);
        when(queries.version(any(), anyInt())).thenReturn(Optional.empty());
        when(queries.version("qa", 3)).thenReturn(Optional.of(Versions.version("qa", 3, columns)));
        when(queries.items(any(), anyInt(), anyInt())).thenReturn(List.of());
        when(queries.items("id-3", 0, 500))
                .thenReturn(List.of(row(1, """
                        {"id": "a", "题干": "When?", "回答": "=1894", "contexts": ["one", "two"], "note": "＝1+1",
                         "question": "another"}"""), row(2, "{\"题干\": \"How\\nlong?\", \"note\": \"-3\"}")));
        when(queries.items("id-3", 2, 500)).thenReturn(List.of(row(7, "{\"id\": \"x\", \"题干\": \"Who?\"}")));
    }

    private static DatasetVersion.Item row(int number, String content) {
        return new DatasetVersion.Item(number, "", false, number + 1, content);
    }

    private Answer accepting(String type, String query) {
        return slice.send(ApiSlice.request("GET", PATH + query).accept(type));
    }

    @Test
    void handsRowsOutLineByLineByTheirFields() {
        Answer answer = slice.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/jsonl;charset=UTF-8");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''qa-3.jsonl");
        assertThat(answer.body().lines())
                .containsExactly(
                        "{\"item\":\"a\",\"question\":\"When?\",\"answer\":\"=1894\",\"contexts\":[\"one\",\"two\"],"
                                + "\"note\":\"＝1+1\",\"other question\":\"another\"}",
                        "{\"item\":\"2\",\"question\":\"How\\nlong?\",\"note\":\"-3\"}",
                        "{\"item\":\"x\",\"question\":\"Who?\"}");
        verify(queries).items("id-3", 7, 500);
        verify(queries, never()).items(eq("id-3"), eq(7), eq(499));
    }

    @Test
    void handsThemOutAsATable() {
        Answer answer = slice.get(PATH + "?format=csv");

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition")).endsWith("qa-3.csv");
        assertThat(answer.body()).isEqualTo("""
                item,question,answer,contexts,ground_truth,reference_contexts,retrieved_context_ids,\
                reference_context_ids,note,other question\r
                a,When?,=1894,"[""one"",""two""]",,,,,＝1+1,another\r
                2,"How
                long?",,,,,,,-3,\r
                x,Who?,,,,,,,,\r
                """);
    }

    @Test
    void defusesCellsForSpreadsheetsAlone() {
        String body = slice.get(PATH + "?format=csv&spreadsheet=true").body();

        assertThat(body).startsWith("\uFEFFitem,").contains(",'=1894,", ",'＝1+1,", ",'-3,");
        assertThat(slice.get(PATH + "?spreadsheet=true").body())
                .isEqualTo(slice.get(PATH).body());
    }

    @ParameterizedTest
    @CsvSource({
        "text/csv,'',text/csv",
        "*/*,'',application/jsonl",
        "application/json,'',application/jsonl",
        "text/csv,?format=jsonl,application/jsonl",
        "application/jsonl,?format=csv,text/csv"
    })
    void goesByTheFormatAndElseByWhatIsAccepted(String accept, String query, String type) {
        assertThat(accepting(accept, query).header("Content-Type")).isEqualTo(type + ";charset=UTF-8");
    }

    @Test
    void findsNoVersionThatIsNotThere() {
        Answer answer = slice.get("/api/datasets/qa/versions/4?format=xml");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).isEqualTo("There is no dataset qa@4. GET /api/datasets lists all datasets.");

        assertThat(slice.get("/api/datasets/qb/versions/3").status()).isEqualTo(404);
        assertThat(slice.get("/api/datasets/qa/versions/latest").faults()).containsExactly("version");
        Answer format = slice.get(PATH + "?format=xml");
        assertThat(format.status()).isEqualTo(422);
        assertThat(format.faults()).containsExactly("format");
        assertThat(slice.get(PATH + "?spreadsheet=perhaps").faults()).containsExactly("spreadsheet");
    }
}
