package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The files of one run in memory. Whoever is told of a write may refuse it. */
public final class FakeRunFiles implements RunFiles {

    /** How long a row is in {@code scores.csv}. */
    public static final int ROW_BYTES = 100;

    /** The checksum that {@code scores.csv} has after every change. */
    public static final long SUM = 77;

    private final Map<String, String> texts = new HashMap<>();
    private final List<List<Row>> appended = new ArrayList<>();
    private final List<RunId> asked = new ArrayList<>();
    private Consumer<String> beforeWrite = name -> {};

    /** Reports that have these files for every run. */
    public SessionReports reports() {
        return new SessionReports(run -> {
            asked.add(run);
            return this;
        });
    }

    /** @param told of the name of every file that is about to be written */
    public void beforeWrite(Consumer<String> told) {
        beforeWrite = told;
    }

    /** The documents that are there, by name. */
    public Map<String, String> texts() {
        return texts;
    }

    /** The rows of each change of {@code scores.csv} that went well. */
    public List<List<Row>> appended() {
        return appended;
    }

    /** The runs whose files were asked for. */
    public List<RunId> asked() {
        return asked;
    }

    @Override
    public End append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source) {
        beforeWrite.accept(SCORES);
        appended.add(rows);
        return new End(before.csv().length() + (long) ROW_BYTES * rows.size(), SUM);
    }

    @Override
    public ScoresFile openScores(SessionReport committed, RowSource source) {
        return new NoRunFolder().openScores(committed, source);
    }

    @Override
    public boolean has(String name) {
        return texts.containsKey(name);
    }

    @Override
    public void restore(String name, Supplier<String> text) {
        texts.computeIfAbsent(name, absent -> text.get());
    }

    @Override
    public void delete() {
        texts.clear();
    }

    @Override
    public void write(String name, String text) {
        beforeWrite.accept(name);
        texts.put(name, text);
    }
}
