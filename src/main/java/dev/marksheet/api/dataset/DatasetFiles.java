package dev.marksheet.api.dataset;

import com.opencsv.CSVWriter;
import dev.marksheet.dataset.ColumnMapping;
import dev.marksheet.dataset.DatasetRow;
import dev.marksheet.dataset.RowReader;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.Sample;
import dev.marksheet.session.dataset.DatasetVersion;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** Writes the rows of a version by their fields, page by page, in a form that could be uploaded again. */
@Component
final class DatasetFiles {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final int PAGE = 500;

    /** What begins a formula, full-width signs included. */
    private static final String RISKY = "=+-@\t\r\n＝＋－＠";

    private static final List<String> FIELDS = List.of(
            "item",
            "question",
            "answer",
            "contexts",
            "ground_truth",
            "reference_contexts",
            "retrieved_context_ids",
            "reference_context_ids");

    private final DatasetQueries queries;

    DatasetFiles(DatasetQueries queries) {
        this.queries = queries;
    }

    private interface Rows {
        void write(Map<String, Object> row) throws IOException;
    }

    /** @param spreadsheet whether a CSV is marked as UTF-8 and cells that a spreadsheet would run are defused */
    void send(DatasetVersion version, boolean csv, boolean spreadsheet, HttpServletResponse response)
            throws IOException {
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/jsonl;charset=UTF-8");
        String name = version.name() + "-" + version.number() + (csv ? ".csv" : ".jsonl");
        response.setHeader(
                "Content-Disposition", "attachment; filename*=UTF-8''" + UriUtils.encode(name, StandardCharsets.UTF_8));
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        if (csv) {
            sendCsv(version, spreadsheet, out);
        } else {
            each(version, row -> {
                out.write(MAPPER.writeValueAsString(row));
                out.write('\n');
            });
        }
        out.flush();
    }

    private void sendCsv(DatasetVersion version, boolean spreadsheet, Writer out) throws IOException {
        ColumnMapping mapping = ColumnMapping.ofWireNames(version.details().columns());
        List<String> columns = new ArrayList<>(FIELDS);
        others(mapping).values().forEach(columns::add);
        if (spreadsheet) {
            out.write('\uFEFF');
        }
        CSVWriter printer = new CSVWriter(out, ',', '"', '"', "\r\n");
        printer.writeNext(columns.toArray(String[]::new), false);
        each(
                version,
                row -> printer.writeNext(
                        columns.stream()
                                .map(column -> cell(row.get(column), spreadsheet))
                                .toArray(String[]::new),
                        false));
    }

    private static String cell(@Nullable Object value, boolean spreadsheet) {
        String text = value == null ? "" : value instanceof String s ? s : MAPPER.writeValueAsString(value);
        boolean risky = spreadsheet && !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0;
        return risky ? "'" + text : text;
    }

    private void each(DatasetVersion version, Rows rows) throws IOException {
        ColumnMapping mapping = ColumnMapping.ofWireNames(version.details().columns());
        Map<String, String> others = others(mapping);
        RowReader reader = new RowReader(mapping);
        int last = 0;
        List<DatasetVersion.Item> page;
        do {
            page = queries.items(version.id(), last, PAGE);
            for (DatasetVersion.Item item : page) {
                rows.write(row(reader.kept(item.number(), item.content()), others));
                last = item.number();
            }
        } while (!page.isEmpty());
    }

    /** The names of columns that are no field; a field's name would stand for the field. */
    private static Map<String, String> others(ColumnMapping mapping) {
        Map<String, String> names = new LinkedHashMap<>();
        mapping.fields().forEach((column, field) -> {
            if (field == null) {
                names.put(column, FIELDS.contains(column) ? "other " + column : column);
            }
        });
        return names;
    }

    private static Map<String, Object> row(DatasetRow row, Map<String, String> others) {
        Sample sample = row.sample();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("item", row.item());
        fields.put("question", sample.question());
        if (sample.answer() != null) {
            fields.put("answer", sample.answer());
        }
        put(fields, "contexts", sample.contexts());
        if (sample.groundTruth() != null) {
            fields.put("ground_truth", sample.groundTruth());
        }
        put(fields, "reference_contexts", sample.referenceContexts());
        put(fields, "retrieved_context_ids", sample.retrievedContextIds());
        put(fields, "reference_context_ids", sample.referenceContextIds());
        row.others().forEach((column, value) -> fields.put(others.getOrDefault(column, column), value));
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            fields.put(name, texts);
        }
    }
}
