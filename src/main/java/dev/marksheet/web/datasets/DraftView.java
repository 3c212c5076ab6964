package dev.marksheet.web.datasets;

import dev.marksheet.dataset.ColumnMapping;
import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetRow;
import dev.marksheet.dataset.RowReader;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file that is not stored yet.
 *
 * @param fields the columns of each field
 * @param rows the first ones, by their fields
 * @param isUsable whether any row could be stored
 */
record DraftView(
        String id,
        String name,
        String format,
        String encoding,
        int rows,
        int answered,
        List<Field> fields,
        List<DatasetView.Problem> problems,
        int problemCount,
        List<Row> first,
        boolean isUsable) {

    /** Stands for columns that are one field together. */
    static final String SEVERAL = "*";

    private static final int MOST_CHOICES = 300;
    private static final int MOST_PROBLEMS = 50;
    private static final int LONGEST = 160;

    /**
     * A field and its column.
     *
     * @param chosen the column; empty for none
     * @param choices all columns
     */
    record Field(String name, String chosen, List<String> choices, boolean several) {}

    record Row(int number, String question, String answer, List<String> contexts, String groundTruth) {}

    static DraftView of(
            String id,
            DatasetVersion version,
            DatasetVersion.Details found,
            List<DatasetVersion.Item> first,
            Language language) {
        ColumnMapping mapping = ColumnMapping.ofWireNames(found.columns());
        List<DatasetView.Problem> problems = DatasetView.problems(found, language);
        return new DraftView(
                id,
                version.name(),
                found.format(),
                found.encoding(),
                version.rows(),
                version.answered(),
                Arrays.stream(DatasetField.values())
                        .map(field -> field(field, found.columns()))
                        .toList(),
                problems.stream().limit(MOST_PROBLEMS).toList(),
                found.problemCount(),
                rows(first, mapping),
                version.rows() > 0);
    }

    private static Field field(DatasetField field, Map<String, @Nullable String> columns) {
        List<String> chosen = new ArrayList<>();
        columns.forEach((column, name) -> {
            if (field.wireName().equals(name)) {
                chosen.add(column);
            }
        });
        String one = chosen.isEmpty() ? "" : chosen.size() == 1 ? chosen.get(0) : SEVERAL;
        List<String> choices = columns.keySet().stream().limit(MOST_CHOICES).toList();
        return new Field(field.wireName(), one, choices, chosen.size() > 1);
    }

    private static List<Row> rows(List<DatasetVersion.Item> first, ColumnMapping mapping) {
        RowReader reader = new RowReader(mapping);
        List<Row> rows = new ArrayList<>();
        for (DatasetVersion.Item item : first) {
            try {
                rows.add(row(reader.row(RowReader.raw(item.number(), item.line(), item.content()))));
            } catch (RowReader.UnreadableRowException e) {
                rows.add(new Row(item.number(), "", "", List.of(), ""));
            }
        }
        return rows;
    }

    private static Row row(DatasetRow row) {
        return new Row(
                row.number(),
                cut(row.sample().question()),
                cut(row.sample().answer()),
                row.sample().contexts().stream().limit(3).map(DraftView::cut).toList(),
                cut(row.sample().groundTruth()));
    }

    private static String cut(@Nullable String text) {
        String whole = text == null ? "" : text;
        return whole.codePointCount(0, whole.length()) <= LONGEST
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
