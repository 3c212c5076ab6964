package dev.marksheet.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A {@code scores.csv} as it was when it was opened; rows that come later are not seen. */
public interface ScoresFile extends Closeable {

    /** Writes the whole file; leaves {@code out} open. */
    void transferTo(OutputStream out) throws IOException;
}
