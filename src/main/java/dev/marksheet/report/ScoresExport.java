package dev.marksheet.report;

import dev.marksheet.session.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * {@code scores.csv} in other forms. For spreadsheets: a byte order mark in front, and no cell that would be run as a
 * formula. Detailed: with columns about the judging behind those of the metrics.
 */
public final class ScoresExport {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private ScoresExport() {}

    /** Writes all rows that {@code source} has; leaves {@code out} open. */
    public static void write(
            OutputStream out, List<String> metrics, boolean forSpreadsheet, boolean detailed, RowSource source)
            throws IOException {
        CsvTable table = new CsvTable(metrics, forSpreadsheet, detailed);
        if (forSpreadsheet) {
            out.write(BYTE_ORDER_MARK);
        }
        out.write(table.header());
        List<Row> page = source.after(0);
        while (!page.isEmpty()) {
            out.write(table.lines(page));
            page = source.after(page.get(page.size() - 1).number());
        }
    }
}
