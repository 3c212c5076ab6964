package dev.marksheet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.marksheet.session.dataset.LineProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a look at a file tells, and which column is which field. */
class DatasetSurveyTests {

    private static DatasetReader reader(String file, @Nullable DatasetFormat format) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return new DatasetReader(() -> new ByteArrayInputStream(bytes), format);
    }

    private static DatasetSurvey survey(String file) throws IOException {
        return reader(file, null).survey();
    }

    private static List<RawRow> rows(String file) throws IOException {
        List<RawRow> rows = new ArrayList<>();
        reader(file, null).rows(rows::add);
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {"{}^JSONL", "[]^JSON", "a^CSV", "`  \n\r\n [1]`^JSON", "` `^CSV"})
    void tellsTheFormByTheFirstCharacter(String file, DatasetFormat format) throws IOException {
        assertThat(survey(file).format()).isEqualTo(format);
        assertThat(reader(file, DatasetFormat.CSV).survey().format()).isEqualTo(DatasetFormat.CSV);
    }

    @Test
    void countsRowsThatCanNotBeRead() throws IOException {
        DatasetSurvey survey = survey("a,b\n1,2\n3\n4,5\n");

        assertThat(survey.rows()).isEqualTo(3);
        assertThat(survey.problemCount()).isEqualTo(1);
        assertThat(survey.problems()).containsExactly(new LineProblem(3, "cells", 1, 2));
        assertThat(survey.encoding()).isEqualTo("UTF-8");
    }

    @Test
    void keepsAThousandProblemsAndColumns() throws IOException {
        DatasetSurvey survey = survey("a,b\n" + "1\n".repeat(1001));
        assertThat(survey.problems()).hasSize(1000);
        assertThat(survey.problemCount()).isEqualTo(1001);

        String columns = IntStream.range(0, 1001).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertThat(survey(columns).columns()).hasSize(1000).endsWith("c999");
    }

    @Test
    void givesEveryColumnANameOfItsOwn() throws IOException {
        assertThat(survey(" a ,a,,a,\n").columns()).containsExactly("a", "a (2)", "column 3", "a (3)", "column 5");
    }

    @Test
    void collectsTheColumnsOfAllObjects() throws IOException {
        assertThat(survey("{\"a\":1}\n{\"b\":{\"c\":1,\"d\":null},\"e\":null,\"f\":{}}\n")
                        .columns())
                .containsExactly("a", "b.c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '`', textBlock = """
            {"a":1} {"b":2} ^ json   ^ 9
            {"a":}          ^ json   ^ 6
            [1]             ^ object ^ 0
            "a"             ^ object ^ 0
            {"a":1          ^ json   ^ 1
            """)
    void saysWhereALineOfJsonIsWrong(String line, String key, int column) throws IOException {
        LineProblem problem = survey("{\"x\":1}\n" + line + "\n").problems().get(0);

        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.values()).hasSize(key.equals("json") ? 1 : 0);
        if (column > 1) {
            assertThat(problem.values()).containsExactly(String.valueOf(column));
        }
    }

    @Test
    void passesOverElementsThatAreNoObjects() throws IOException {
        String file = "[\n[{\"a\":1}],\n{\"a\":2},\n\"x\"\n]";

        assertThat(survey(file).problems()).containsExactly(new LineProblem(2, "object"), new LineProblem(4, "object"));
        assertThat(rows(file)).containsExactly(new RawRow(2, 3, Map.of("a", 2)));
    }

    @Test
    void holdsNoMoreThanARowMayHaveOfJson() throws IOException {
        // What reads ahead may count some thousand characters of it to the row before.
        String large = "\"" + "x".repeat(BoundedReader.LONGEST_ROW + 20_000) + "\"";

        assertThat(survey("{\"a\":1}\n{\"a\":" + large + "}\n").problems())
                .extracting(LineProblem::key, LineProblem::line)
                .containsExactly(tuple("large", 2));
        assertThat(survey("[{\"a\":1},\n{\"a\":" + large + "}]").problems())
                .extracting(LineProblem::line)
                .containsExactly(2);
    }

    @Test
    void readsFilesFullOfRowsWhateverTheirSum() throws IOException {
        String row = "x".repeat(100_000);

        assertThat(rows("q\n" + (row + "\n").repeat(30))).hasSize(30);
        assertThat(rows(("{\"q\":\"" + row + "\"}\n").repeat(30))).hasSize(30);
        assertThat(rows("[" + ("{\"q\":\"" + row + "\"},").repeat(29) + "{}]")).hasSize(30);
    }

    @ParameterizedTest
    @EnumSource
    void findsAFormatByItsWireName(DatasetFormat format) {
        assertThat(DatasetFormat.ofWireName(format.wireName())).hasValue(format);
        assertThat(DatasetFormat.ofWireName(format.name())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsAFieldByItsWireName(DatasetField field) {
        assertThat(DatasetField.ofWireName(field.wireName())).hasValue(field);
        assertThat(DatasetField.ofWireName(field.name())).isEmpty();
    }

    @Test
    void prefersTheNameThatComesFirst() {
        Map<String, @Nullable String> names = ColumnMapping.of(
                        List.of("query", "response", "question", "answer"), Map.of())
                .wireNames();

        assertThat(names).containsEntry("question", "question").containsEntry("answer", "answer");
        assertThat(names.get("query")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "expected.text, ground_truth",
        "expected.answer, ground_truth",
        "expected.question, ''",
        "outputs.question, ''",
        "other.question, ''",
        "context_1234, ''",
        "context_x, ''",
        "passage-7, contexts",
        "context, contexts"
    })
    void looksIntoObjectsForWhatTheyAreThereFor(String column, String field) {
        String found = ColumnMapping.of(List.of(column), Map.of()).wireNames().get(column);

        assertThat(found == null ? "" : found).isEqualTo(field);
    }

    @Test
    void prefersARowsOwnColumnsToInnerOnes() {
        assertThat(ColumnMapping.of(List.of("inputs.question", "q"), Map.of()).wireNames())
                .containsEntry("q", "question");
    }

    @Test
    void givesBackWhatWasWrittenOfIt() {
        ColumnMapping mapping = ColumnMapping.of(List.of("q", "x", "a"), Map.of());
        Map<String, @Nullable String> odd = new LinkedHashMap<>(mapping.wireNames());
        odd.put("y", "of another version");

        assertThat(ColumnMapping.ofWireNames(mapping.wireNames())).isEqualTo(mapping);
        assertThat(ColumnMapping.ofWireNames(odd).others()).containsExactly("x", "y");
        assertThat(mapping.has(DatasetField.ANSWER)).isTrue();
        assertThat(mapping.has(DatasetField.CONTEXTS)).isFalse();
        assertThat(mapping.columns(DatasetField.QUESTION)).containsExactly("q");
        assertThat(mapping.candidates(DatasetField.ANSWER)).containsExactly("a", "q", "x");
    }
}
