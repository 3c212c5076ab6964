package dev.marksheet.dataset;

import dev.marksheet.session.dataset.LineProblem;
import java.util.List;

/** Takes the rows of a file as they are read, in their order. */
interface RawRows {

    /** The columns that are known before the rows. */
    void headings(List<String> names);

    void row(RawRow row);

    /** A row that can't be read. */
    void problem(LineProblem problem);
}
