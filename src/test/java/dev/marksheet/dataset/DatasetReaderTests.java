package dev.marksheet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.dataset.LineProblem;
import dev.marksheet.session.text.Language;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people and tools write them. */
class DatasetReaderTests {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private record Found(DatasetSurvey survey, List<RawRow> rows) {

        List<Integer> badLines() {
            return survey.problems().stream().map(LineProblem::line).toList();
        }
    }

    private static Found read(byte[] file) {
        try {
            DatasetReader reader = new DatasetReader(() -> new ByteArrayInputStream(file), null);
            List<RawRow> rows = new ArrayList<>();
            reader.rows(rows::add);
            return new Found(reader.survey(), rows);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Found read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE"})
    void readsTheEncodingsOfExcel(String charset) {
        String text = "问题,答案\r\n桥什么时候开通？,1894年\r\n多长？,\"300米，\r\n含引桥\"\r\n";
        String marked = charset.equals("UTF-16LE") ? "\uFEFF" + text : text;

        Found found = read(marked.getBytes(Charset.forName(charset)));

        assertThat(found.survey().encoding()).isEqualTo(charset);
        assertThat(found.rows())
                .extracting(RawRow::values)
                .containsExactly(Map.of("问题", "桥什么时候开通？", "答案", "1894年"), Map.of("问题", "多长？", "答案", "300米，\r\n含引桥"));
        assertThat(found.rows()).extracting(RawRow::line).containsExactly(2, 3);
    }

    @Test
    void leavesAByteOrderMarkOut() {
        assertThat(read("\uFEFFquestion,answer\nq,a\n").survey().columns()).containsExactly("question", "answer");
        assertThat(read("\uFEFF{\"question\":\"q\"}\n").survey().format()).isEqualTo(DatasetFormat.JSONL);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void takesAFirstLineThatNamesTheSeparatorForExcelAsThat(String separator) {
        Found found = read("\uFEFFsep=" + String.join(separator, "", "\r\nquestion", "answer\r\nq", "a\r\n"));

        assertThat(found.survey().columns()).containsExactly("question", "answer");
        assertThat(found.rows()).singleElement().satisfies(row -> {
            assertThat(row.values()).isEqualTo(Map.of("question", "q", "answer", "a"));
            assertThat(row.line()).isEqualTo(3);
        });
    }

    @Test
    void namesTheLineOfOneBadByteAndReadsTheOthers() {
        byte[] file = "{\"q\":\"é1\"}\n{\"q\":\"x2\"}\n{\"q\":\"3\"}\n".getBytes(StandardCharsets.UTF_8);
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("x2");
        file[at] = (byte) 0xFF;

        Found found = read(file);

        assertThat(found.survey().encoding()).isEqualTo("UTF-8");
        assertThat(found.badLines()).containsExactly(2);
        assertThat(found.rows()).extracting(RawRow::number).containsExactly(1, 3);
    }

    @Test
    void oneBadByteIsNoChineseFile() {
        byte[] file = "question,answer\nplain,cafX\nq,a\n".getBytes(StandardCharsets.UTF_8);
        file[new String(file, StandardCharsets.ISO_8859_1).indexOf('X')] = (byte) 0xE9;

        assertThat(read(file).badLines()).containsExactly(2);
    }

    @Test
    void keepsTextsOfACsvAsTheyAre() {
        Found found = read("question,answer\n\"a \"\"b\"\", c\",007\n\"=1+1\",NA\n\\n,\" x\r\ny\n\"\n");

        assertThat(found.rows())
                .extracting(RawRow::values)
                .containsExactly(
                        Map.of("question", "a \"b\", c", "answer", "007"),
                        Map.of("question", "=1+1", "answer", "NA"),
                        Map.of("question", "\\n", "answer", " x\r\ny\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void tellsTheDelimiterByTheHeading(String delimiter) {
        assertThat(read(String.join(delimiter, "question", "answer") + "\n" + String.join(delimiter, "q", "a"))
                        .rows())
                .extracting(RawRow::values)
                .containsExactly(Map.of("question", "q", "answer", "a"));
    }

    @Test
    void readsTwoHundredColumns() {
        String heading = IntStream.range(0, 200).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String row = IntStream.range(0, 200).mapToObj(String::valueOf).collect(Collectors.joining(","));

        assertThat(read(heading + "\n" + row).rows().get(0).values())
                .hasSize(200)
                .containsEntry("c199", "199");
    }

    @Test
    void namesRowsOfACsvThatHaveOtherCells() {
        Found found = read("question,answer\n\"1\n2\",a\n3\n4,b,c\n5,d\n");

        assertThat(found.badLines()).containsExactly(4, 5);
        assertThat(found.rows()).extracting(RawRow::number).containsExactly(1, 4);
        assertThat(found.survey().problems().get(0).message(Language.EN))
                .isEqualTo("has 1 cells where the heading has 2");
        assertThat(found.survey().problems().get(0).message(Language.ZH)).contains("1", "2", "表头");
    }

    @Test
    void namesLinesBehindEmptyOnes() {
        Found found = read("\n\nquestion,answer\n\n\"1\n\r\n2\",a\n\r\n\n3\n4,b");

        assertThat(found.rows()).extracting(RawRow::line).containsExactly(5, 11);
        assertThat(found.badLines()).containsExactly(10);
    }

    @Test
    void endsAtAQuoteThatIsNotClosed() {
        Found found = read("question,answer\nq,a\nq2,\"open\nmore,b\n");

        assertThat(found.badLines()).containsExactly(3);
        assertThat(found.rows()).hasSize(1);
    }

    @Test
    void holdsNoMoreThanARowMayHaveOfAnOpenQuote() {
        String endless = "x".repeat(100) + "\n";
        Found found = read("question,answer\nq,\"" + endless.repeat(30_000));

        assertThat(found.survey().problems()).extracting(LineProblem::key).containsExactly("large");
        assertThat(found.badLines()).containsExactly(2);
    }

    @Test
    void namesBrokenLinesOfJson() {
        Found found = read("{\"q\":\"1\"}\n\n{\"q\":\n[1]\n{\"q\":\"4\"} x\n{\"q\":\"5\"}\n");

        assertThat(found.badLines()).containsExactly(3, 4, 5);
        assertThat(found.rows()).extracting(RawRow::line).containsExactly(1, 6);
    }

    @Test
    void readsAnArrayAndTellsInnerObjectsByADot() {
        Found found = read("[\n {\"inputs\": {\"question\": \"q\"},\n  \"n\": null},\n 7,\n {\"question\": \"r\"}\n]");

        assertThat(found.survey().format()).isEqualTo(DatasetFormat.JSON);
        assertThat(found.badLines()).containsExactly(4);
        assertThat(found.rows())
                .extracting(RawRow::values)
                .containsExactly(Map.of("inputs.question", "q"), Map.of("question", "r"));
        assertThat(read("[{\"q\":\"1\"},{\"q\":]").badLines()).hasSize(1);
        assertThat(read("[{\"q\":\"1\"}").badLines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"q\":\"2\"}]", "{\"q\":\"2\"}", "x", "]", ","})
    void losesNothingBehindAnArrayWithoutAWord(String more) {
        Found found = read("[{\"q\":\"1\"}]\n\n" + more);

        assertThat(found.badLines()).containsExactly(3);
        assertThat(found.rows()).hasSize(1);
    }

    @Test
    void refusesMoreRowsThanAFileMayHave() {
        String file = "q\n" + "x\n".repeat(DatasetReader.MOST_ROWS + 1);

        assertThatThrownBy(() -> read(file)).isInstanceOf(DatasetReader.TooManyRowsException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user_input,response,retrieved_contexts,reference            | question,answer,contexts,ground_truth
            question,answer,contexts,ground_truths                      | question,answer,contexts,ground_truth
            Input,Actual Output,Retrieval_Context,Expected-Output,context | question,answer,contexts,ground_truth,reference_contexts
            inputs.question,outputs.answer,reference_outputs.answer     | question,answer,ground_truth
            inputs.question,expectedOutputs.output,outputs.output       | question,ground_truth,answer
            input.query,output.answer,metadata.x                        | question,answer,
            vars.question,vars.contexts,output                          | question,contexts,answer
            q,a,id                                                      | question,answer,item
            问题,答案,参考答案,上下文,编号                                  | question,answer,ground_truth,contexts,item
            QUESTION,context_1,context_2,context_10                     | question,contexts,contexts,contexts
            question,user_input                                         | question,
            """)
    void knowsTheNamesOfToolsAndPeople(String columns, String fields) {
        ColumnMapping mapping = ColumnMapping.of(List.of(columns.strip().split(",")), Map.of());

        assertThat(mapping.wireNames().values().stream().map(name -> name == null ? "" : name))
                .containsExactly(fields.strip().split(",", -1));
    }

    @Test
    void takesTheColumnsThatAreTold() {
        ColumnMapping mapping = ColumnMapping.of(
                List.of("question", "text", "answer"), Map.of(DatasetField.QUESTION, "text", DatasetField.ANSWER, ""));

        assertThat(mapping.wireNames()).containsEntry("text", "question");
        assertThat(mapping.wireNames().get("question")).isNull();
        assertThat(mapping.wireNames().get("answer")).isNull();
    }

    @Test
    void putsNumberedContextsInTheirOrder() throws Exception {
        ColumnMapping mapping = ColumnMapping.of(List.of("question", "context_10", "context_2"), Map.of());
        RawRow row = new RawRow(1, 2, Map.of("question", "q", "context_10", "ten", "context_2", "two"));

        assertThat(new RowReader(mapping).row(row).sample().contexts()).containsExactly("two", "ten");
    }
}
