package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.util.List;
import java.util.function.Supplier;

/**
 * The files of one run in a folder that many processes share. Only who holds the session's lock in the database writes
 * there; readers hold no such lock, so they get what the database has, and never mend a file that another is writing.
 */
record SharedRunFolder(RunFolder folder) implements RunFiles {

    @Override
    public End append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source) {
        return folder.append(before, metrics, rows, source);
    }

    @Override
    public ScoresFile openScores(SessionReport committed, RowSource source) {
        return new ScoresFromRows(committed, committed.metricNames(), source);
    }

    @Override
    public boolean has(String name) {
        return folder.has(name);
    }

    @Override
    public void restore(String name, Supplier<String> text) {
        // Another process may be writing it.
    }

    @Override
    public void delete() {
        folder.delete();
    }

    @Override
    public void write(String name, String text) {
        folder.write(name, text);
    }
}
