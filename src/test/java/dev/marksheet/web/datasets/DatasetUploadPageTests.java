package dev.marksheet.web.datasets;

import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetReader;
import dev.marksheet.job.dataset.DatasetRefusedException;
import dev.marksheet.job.dataset.DatasetShelf;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.dataset.LineProblem;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class DatasetUploadPageTests {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final byte[] FILE = "question\nWhen?\n".getBytes(StandardCharsets.UTF_8);
    private static final String DRAFT = "/dataset-drafts/d1";

    private final DatasetShelf shelf = mock(DatasetShelf.class);
    private final DatasetQueries datasets = mock(DatasetQueries.class);
    private final PageSlice slice =
            PageSlice.of(new DatasetUploadController(shelf, datasets, Clock.fixed(NOW, ZoneOffset.UTC)));

    @BeforeEach
    void keep() throws Exception {
        DatasetVersion draft = version(117, List.of(), 0);
        when(shelf.keep(any())).thenReturn(draft);
        when(shelf.kept("d1")).thenReturn(Optional.of(draft));
        when(shelf.look(any())).thenReturn(draft);
        when(datasets.latest(anyString(), anyInt())).thenReturn(List.of());
        when(datasets.items(eq("d1"), eq(0), anyInt())).thenReturn(List.of());
    }

    private static DatasetVersion version(int rows, List<LineProblem> problems, int count) {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        columns.put("text <b>", "question");
        columns.put("c1", "contexts");
        columns.put("c2", "contexts");
        return new DatasetVersion(
                "d1",
                "桥",
                0,
                NOW,
                "hash",
                100,
                rows,
                0,
                new DatasetVersion.Details("csv", "GB18030", columns, problems, count));
    }

    private Page upload(String file, String name, byte[] content, String site) {
        return slice.send(MockMvcRequestBuilders.multipart("/datasets")
                .file(new MockMultipartFile("file", file, "text/csv", content))
                .part(new MockPart("file", file, content))
                .param("name", name)
                .accept(MediaType.TEXT_HTML)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .header("Sec-Fetch-Site", site));
    }

    private String keptName() throws Exception {
        ArgumentCaptor<DatasetShelf.Upload> upload = ArgumentCaptor.forClass(DatasetShelf.Upload.class);
        verify(shelf).keep(upload.capture());
        return upload.getValue().name();
    }

    @Test
    void keepsAFileToBeDecidedOn() throws Exception {
        Page page = upload("a.csv", " 桥 ", FILE, "same-origin");

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo(DRAFT);
        assertThat(keptName()).isEqualTo("桥");
    }

    @Test
    void namesADatasetAfterItsFile() throws Exception {
        upload("C:\\data\\Brücken 50%; v1.csv", "", FILE, "same-origin");

        assertThat(keptName()).isEqualTo("Brücken 50-- v1");
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        for (Page page : List.of(
                upload("a.csv", "<i>", new byte[0], "same-origin"), slice.send(form("/datasets", "name", "<i>")))) {
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.body())
                    .contains("role=\"alert\"", "Choose a file that is not empty.", "value=\"&lt;i&gt;\"");
        }
        verify(shelf, never()).keep(any());
    }

    @Test
    void refusesANameThatNoDatasetMayHave() throws Exception {
        for (String name : List.of("a/b", "a%b", ".hidden", "n".repeat(101))) {
            Page page = upload("a.csv", name, FILE, "same-origin");
            assertThat(page.status()).as(name).isEqualTo(422);
            assertThat(page.body()).contains("A name has 1 to 100 characters");
        }
        assertThat(upload(".csv", "", FILE, "same-origin").status()).isEqualTo(422);
        verify(shelf, never()).keep(any());

        assertThat(upload("a.csv", "n".repeat(100), FILE, "same-origin").status())
                .isEqualTo(302);
    }

    @Test
    void saysThatAFileHasTooManyRows() throws Exception {
        when(shelf.keep(any())).thenThrow(mock(DatasetReader.TooManyRowsException.class));

        Page page = upload("a.csv", "", FILE, "same-origin");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).containsPattern("The file has more than [0-9,]+ rows; split it.");
    }

    @Test
    void takesNothingFromOtherSites() throws Exception {
        assertThat(upload("a.csv", "", FILE, "cross-site").status()).isEqualTo(403);
        assertThat(slice.send(foreignForm(DRAFT)).status()).isEqualTo(403);
        verify(shelf, never()).keep(any());
        verify(shelf, never()).put(any(), anyBoolean());
    }

    @Test
    void showsWhatIsInAFileBeforeItIsStored() throws Exception {
        when(datasets.items("d1", 0, 5))
                .thenReturn(List.of(
                        new DatasetVersion.Item(1, "1", false, 2, "{\"text <b>\":\"When <i>?\",\"c1\":\"One.\"}"),
                        new DatasetVersion.Item(2, "2", false, 3, "{\"text <b>\":\"" + "x".repeat(161) + "\"}")));

        Page page = slice.get(DRAFT);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "csv, GB18030: 117 sound rows, 0 with an answer", "action=\"" + DRAFT + "\"", "not stored yet")
                .contains("<option value=\"text &lt;b&gt;\" selected=\"selected\"", "several columns", ">Store<")
                .contains("When &lt;i&gt;?", ">One.<", "x".repeat(160) + "…")
                .doesNotContain("<b>", "<i>", "x".repeat(161), "name=\"partial\"", "role=\"alert\"");
    }

    @Test
    void looksAgainWithTheColumnsThatAreChosen() throws Exception {
        slice.get(DRAFT + "?question=text&contexts=*&answer=&nonsense=x");

        ArgumentCaptor<DatasetShelf.Upload> upload = ArgumentCaptor.forClass(DatasetShelf.Upload.class);
        verify(shelf).look(upload.capture());
        assertThat(upload.getValue().named()).isEqualTo(Map.of(DatasetField.QUESTION, "text", DatasetField.ANSWER, ""));
    }

    @Test
    void offersToStoreTheSoundRowsAlone() throws Exception {
        DatasetVersion faulty = version(117, List.of(new LineProblem(17, "question")), 3);
        when(shelf.look(any())).thenReturn(faulty);

        assertThat(slice.get(DRAFT).body())
                .contains("Rows that can’t be stored: 3", ">line 17<", "name=\"partial\"", "Store the other 117 rows");
    }

    @Test
    void offersNothingToStoreWhereNoRowIsSound() throws Exception {
        DatasetRefusedException refused = mock(DatasetRefusedException.class);
        DatasetVersion.Details found = version(0, List.of(), 0).details();
        when(refused.found()).thenReturn(found);
        when(shelf.look(any())).thenThrow(refused);
        DatasetVersion draft = version(0, List.of(), 0);
        when(shelf.kept("d1")).thenReturn(Optional.of(draft));

        assertThat(slice.get(DRAFT).body()).doesNotContain(">Store<", "name=\"partial\"");
    }

    @Test
    void storesTheFileAndForgetsTheDraft() throws Exception {
        Page page = slice.send(form(DRAFT, "question", "text", "partial", "true"));

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo("/datasets/%E6%A1%A5");
        ArgumentCaptor<DatasetShelf.Upload> upload = ArgumentCaptor.forClass(DatasetShelf.Upload.class);
        verify(shelf).put(upload.capture(), eq(true));
        assertThat(upload.getValue().named()).isEqualTo(Map.of(DatasetField.QUESTION, "text"));
        verify(shelf).discard("d1");
    }

    @Test
    void keepsTheDraftOfAFileThatWasRefused() throws Exception {
        when(shelf.put(any(), anyBoolean())).thenThrow(mock(DatasetRefusedException.class));

        Page page = slice.send(form(DRAFT));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("role=\"alert\"", "The file was not stored");
        verify(shelf).put(any(), eq(false));
        verify(shelf, never()).discard(any());
    }

    @Test
    void findsNoDraftThatIsNotThere() throws Exception {
        assertThat(slice.get("/dataset-drafts/nowhere").status()).isEqualTo(404);
        assertThat(slice.send(form("/dataset-drafts/nowhere")).status()).isEqualTo(404);
        verify(shelf, never()).put(any(), anyBoolean());
    }
}
