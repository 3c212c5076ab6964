package dev.marksheet.job.dataset;

import dev.marksheet.dataset.ColumnMapping;
import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetRow;
import dev.marksheet.dataset.RawRow;
import dev.marksheet.dataset.RowReader;
import dev.marksheet.job.SampleRules;
import dev.marksheet.session.dataset.LineProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at the rows of one file, one after another. Not for use by several threads. */
final class DatasetCheck {

    private final RowReader reader;
    private final SampleRules rules;
    private final Consumer<LineProblem> problems;
    private final boolean ownItems;
    /** Of ids 64 bits each: of half a million some take as many bytes as the file. */
    private final Set<Long> items = new HashSet<>();

    private int sound;
    private int answered;

    /** @param problems told what is wrong with which row */
    DatasetCheck(ColumnMapping mapping, SampleRules rules, Consumer<LineProblem> problems) {
        this.reader = new RowReader(mapping);
        this.rules = rules;
        this.problems = problems;
        this.ownItems = mapping.has(DatasetField.ITEM);
    }

    /** The row, if nothing is wrong with it. */
    Optional<DatasetRow> look(RawRow raw) {
        try {
            DatasetRow row = reader.row(raw);
            Optional<LineProblem> fault = fault(raw, row);
            fault.ifPresent(problems);
            if (fault.isPresent()) {
                return Optional.empty();
            }
            sound++;
            answered += row.isAnswered() ? 1 : 0;
            return Optional.of(row);
        } catch (RowReader.UnreadableRowException e) {
            problems.accept(e.problem());
            return Optional.empty();
        }
    }

    private Optional<LineProblem> fault(RawRow raw, DatasetRow row) {
        if (row.sample().question().isBlank()) {
            return Optional.of(new LineProblem(raw.line(), "question"));
        }
        List<SampleRules.Fault> faults = rules.faults(row.sample());
        if (!faults.isEmpty()) {
            SampleRules.Fault first = faults.get(0);
            return Optional.of(new LineProblem(raw.line(), "rule", first.field(), first.message()));
        }
        boolean twice = ownItems && !items.add(hash(row.item()));
        return twice ? Optional.of(new LineProblem(raw.line(), "item.twice", row.item())) : Optional.empty();
    }

    private static long hash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (long) text.hashCode() << 32;
    }

    int sound() {
        return sound;
    }

    int answered() {
        return answered;
    }
}
