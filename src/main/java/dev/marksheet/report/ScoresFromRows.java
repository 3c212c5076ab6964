package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A {@code scores.csv} made of the rows in the database, byte for byte what the file of a run has.
 *
 * @param committed the session's figures
 * @param metrics the metric columns
 * @param source where the rows are read
 */
record ScoresFromRows(SessionReport committed, List<String> metrics, RowSource source) implements ScoresFile {

    @Override
    public void transferTo(OutputStream out) throws IOException {
        CsvTable table = new CsvTable(metrics, false);
        int last = 0;
        out.write(table.header());
        while (last < committed.csv().rows()) {
            int count = committed.csv().rows();
            List<Row> page = source.after(last).stream()
                    .filter(row -> row.number() <= count)
                    .toList();
            if (page.isEmpty()) {
                throw new IOException("row %d of %d is missing in the database".formatted(last + 1, count));
            }
            out.write(table.lines(page));
            last = page.get(page.size() - 1).number();
        }
    }

    @Override
    public void close() {
        // Nothing is held open between two pages.
    }
}
