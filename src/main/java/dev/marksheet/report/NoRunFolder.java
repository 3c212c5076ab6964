package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.util.List;
import java.util.function.Supplier;

/** The files of one run where no process keeps any: the database has all that they say. */
final class NoRunFolder implements RunFiles {

    @Override
    public End append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source) {
        return End.of(before);
    }

    @Override
    public ScoresFile openScores(SessionReport committed, RowSource source) {
        return new ScoresFromRows(committed, committed.metricNames(), source);
    }

    @Override
    public boolean has(String name) {
        return true;
    }

    @Override
    public void restore(String name, Supplier<String> text) {
        // Made anew whenever it is asked for.
    }

    @Override
    public void delete() {
        // There are none.
    }

    @Override
    public void write(String name, String text) {
        // Made anew whenever it is asked for.
    }
}
