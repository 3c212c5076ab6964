package dev.marksheet.report;

import com.opencsv.CSVWriter;
import dev.marksheet.session.Row;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreJob;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code scores.csv} as text: UTF-8, RFC 4180, the words of the calls kept byte for byte.
 *
 * @param metrics the metric columns, in order
 * @param forSpreadsheet whether to defuse cells that a spreadsheet would run as a formula
 * @param detailed whether columns about the judging follow behind the metrics
 */
record CsvTable(List<String> metrics, boolean forSpreadsheet, boolean detailed) {

    /** What stands between two contexts in one cell. */
    static final String CONTEXT_SEPARATOR = " |||| ";

    /** What begins a formula, full-width signs included, which some spreadsheets read as the plain ones. */
    private static final String RISKY = "=+-@\t\r\n＝＋－＠";

    private static final List<Column> FIXED_COLUMNS = List.of(
            new Column("sample_id", row -> ScoreJob.sampleId(row.number())),
            new Column("question", row -> sample(row).question()),
            new Column("answer", row -> orEmpty(sample(row).answer())),
            new Column(
                    "contexts",
                    row -> String.join(CONTEXT_SEPARATOR, sample(row).contexts())),
            new Column("ground_truth", row -> orEmpty(sample(row).groundTruth())),
            new Column("error", row -> orEmpty(row.result().error())),
            new Column("judge_model", row -> row.request().judgeModel()),
            new Column("embedding_model", row -> row.request().embeddingModel()),
            new Column("run_id", row -> row.run().value()),
            new Column("job_id", row -> row.job().value()));

    CsvTable {
        metrics = List.copyOf(metrics);
    }

    /** A table without the columns about the judging. */
    CsvTable(List<String> metrics, boolean forSpreadsheet) {
        this(metrics, forSpreadsheet, false);
    }

    /** The first line. */
    byte[] header() {
        List<String> cells = new ArrayList<>();
        FIXED_COLUMNS.forEach(column -> cells.add(column.name()));
        cells.addAll(metrics);
        judging().forEach(column -> cells.add(column.name()));
        return bytes(List.<String[]>of(cells.toArray(String[]::new)));
    }

    /** The lines of these rows. */
    byte[] lines(Collection<Row> rows) {
        return bytes(rows.stream().map(this::cells).toList());
    }

    private String[] cells(Row row) {
        List<String> cells = new ArrayList<>();
        FIXED_COLUMNS.forEach(column -> cells.add(text(column.cell().apply(row))));
        metrics.forEach(metric -> cells.add(number(row.result().value(metric))));
        judging().forEach(column -> cells.add(text(column.cell().apply(row))));
        return cells.toArray(String[]::new);
    }

    private List<Column> judging() {
        return detailed ? JudgingColumns.ALL : List.of();
    }

    private static Sample sample(Row row) {
        return row.request().sample();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private String text(String value) {
        boolean risky = forSpreadsheet && !value.isEmpty() && RISKY.indexOf(value.charAt(0)) >= 0;
        return risky ? "'" + value : value;
    }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "" : new BigDecimal(Double.toString(value.getAsDouble())).toPlainString();
    }

    private static byte[] bytes(List<String[]> lines) {
        StringWriter text = new StringWriter();
        CSVWriter csv = new CSVWriter(text, ',', '"', '"', "\r\n");
        lines.forEach(line -> csv.writeNext(line, false));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
