package dev.marksheet.dataset;

import java.io.IOException;
import java.util.function.Consumer;

/** Rows that can be gone through several times. */
public interface RowSource {

    DatasetSurvey survey() throws IOException;

    /** The rows that can be read, in their order. */
    void rows(Consumer<RawRow> consumer) throws IOException;
}
