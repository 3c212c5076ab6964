package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Reports without any file, for tests of what is done under a session's lock. */
public final class NoFiles {

    private NoFiles() {}

    public static SessionReports reports() {
        return reports((file, rows) -> {});
    }

    /** @param written told of every file that would be written, and of the rows that would be appended to it */
    public static SessionReports reports(BiConsumer<String, List<Row>> written) {
        return new SessionReports(run -> new ToldOf(new NoRunFolder(), written));
    }

    private record ToldOf(RunFiles none, BiConsumer<String, List<Row>> written) implements RunFiles {

        @Override
        public End append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source) {
            written.accept(SCORES, rows);
            return none.append(before, metrics, rows, source);
        }

        @Override
        public ScoresFile openScores(SessionReport committed, RowSource source) {
            return none.openScores(committed, source);
        }

        @Override
        public boolean has(String name) {
            return none.has(name);
        }

        @Override
        public void restore(String name, Supplier<String> text) {
            none.restore(name, text);
        }

        @Override
        public void delete() {
            none.delete();
        }

        @Override
        public void write(String name, String text) {
            written.accept(name, List.of());
            none.write(name, text);
        }
    }
}
