package dev.marksheet.report;

import dev.marksheet.session.Row;
import java.util.List;

/** Where the rows of a run can be read again when its file has to be rebuilt. */
@FunctionalInterface
public interface RowSource {

    /** Rows in order, some of those behind number {@code after}; empty at the end. */
    List<Row> after(int number);
}
