package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The files of one run, for whoever holds the session's lock. All methods throw {@link UncheckedIOException} when the
 * disk refuses, and leave the files as good as they found them.
 */
public interface RunFiles {

    /** The row-by-row record. */
    String SCORES = "scores.csv";

    /** The figures for people. */
    String SUMMARY = "summary.md";

    /** What to try. */
    String ADVICE = "optimization_advice.md";

    /** What the run is. */
    String METADATA = "metadata.json";

    /**
     * Where {@code scores.csv} ends.
     *
     * @param length how many bytes it has
     * @param sum the checksum over all of them
     */
    record End(long length, long sum) {

        static final End OF_NOTHING = new End(0, Checksum.NONE);

        static End of(SessionReport committed) {
            return new End(committed.csv().length(), committed.csv().checksum());
        }

        End plus(byte[] bytes) {
            return new End(length + bytes.length, Checksum.plus(sum, bytes, 0, bytes.length));
        }
    }

    /**
     * Appends rows to {@code scores.csv}. What stands beyond the committed length is a crash's leftover and is cut off;
     * a file that is missing or has other columns is rebuilt, and so is one whose committed bytes are not what was
     * written, which is kept under another name. Where rows take the place of others, the file is rebuilt as well, once for
     * all of them.
     *
     * @param before the session's figures as committed
     * @param metrics the metric columns that the file must have
     * @param rows the new rows, and those that take the place of rows that are there
     * @param source where committed rows can be read again
     * @return the file's new end, to be committed
     */
    End append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source);

    /** Opens {@code scores.csv} for reading, after mending it where that is needed. The caller closes it. */
    ScoresFile openScores(SessionReport committed, RowSource source);

    /** Whether there is a file of this name, or need not be one. */
    boolean has(String name);

    /**
     * Writes a small text file that somebody has removed. Where the folder is not the reader's to write to, or takes
     * nothing, it stays away.
     */
    void restore(String name, Supplier<String> text);

    /** Removes the run's files, and whatever else is in their folder. */
    void delete();

    /** Replaces a small text file as a whole: readers see the old text or the new one. */
    void write(String name, String text);
}
