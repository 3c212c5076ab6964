package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The files of one run, for whoever holds the session's lock. All methods throw {@link UncheckedIOException} when the
 * disk refuses, and leave the files as good as they found them.
 */
public final class RunFiles {

    /** The row-by-row record. */
    public static final String SCORES = "scores.csv";

    /** The figures for people. */
    public static final String SUMMARY = "summary.md";

    /** What to try. */
    public static final String ADVICE = "optimization_advice.md";

    /** What the run is. */
    public static final String METADATA = "metadata.json";

    private final Path folder;

    RunFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Appends rows to {@code scores.csv}. What stands beyond the committed length is a crash's leftover and is cut off;
     * a file that is shorter than committed or missing, or has other columns, is rebuilt.
     *
     * @param before the session's figures as committed
     * @param metrics the metric columns that the file must have
     * @param rows the new rows
     * @param source where committed rows can be read again
     * @return the file's new length in bytes, to be committed
     */
    public long append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source) {
        CsvTable table = new CsvTable(metrics, false);
        boolean sameColumns = metrics.equals(before.metricNames());
        try {
            Files.createDirectories(folder);
            return before.csvLength() > 0 && sameColumns && committedIsThere(before)
                    ? write(before.csvLength(), table.lines(rows))
                    : rebuild(before, table, rows, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Length alone would not do: a crash can leave a rebuilt file whose new column was never committed. */
    private boolean committedIsThere(SessionReport before) throws IOException {
        Path file = folder.resolve(SCORES);
        if (!Files.exists(file) || Files.size(file) < before.csvLength()) {
            return false;
        }
        byte[] header = new CsvTable(before.metricNames(), false).header();
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(header.length), header);
        }
    }

    private long write(long position, byte[] lines) throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve(SCORES), StandardOpenOption.WRITE)) {
            file.truncate(position);
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            while (buffer.hasRemaining()) {
                file.write(buffer, position + buffer.position());
            }
            return position + lines.length;
        }
    }

    private long rebuild(SessionReport before, CsvTable table, List<Row> rows, RowSource source) throws IOException {
        Path temporary = folder.resolve(SCORES + ".tmp");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            out.write(table.header());
            int last = 0;
            while (last < before.rowCount()) {
                List<Row> page = source.after(last);
                if (page.isEmpty()) {
                    throw new IOException(
                            "row %d of %d is missing in the database".formatted(last + 1, before.rowCount()));
                }
                out.write(table.lines(page));
                last = page.get(page.size() - 1).number();
            }
            out.write(table.lines(rows));
        }
        move(temporary, SCORES);
        return Files.size(folder.resolve(SCORES));
    }

    /** Opens {@code scores.csv} for reading, after mending it where that is needed. The caller closes it. */
    public ScoresFile openScores(SessionReport committed, RowSource source) {
        try {
            Files.createDirectories(folder);
            if (committed.csvLength() > 0 && committedIsThere(committed)) {
                write(committed.csvLength(), new byte[0]);
            } else {
                rebuild(committed, new CsvTable(committed.metricNames(), false), List.of(), source);
            }
            FileChannel file = FileChannel.open(folder.resolve(SCORES), StandardOpenOption.READ);
            return new ScoresFile(file, file.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a small text file as a whole: readers see the old text or the new one. */
    public void write(String name, String text) {
        try {
            Files.createDirectories(folder);
            Path temporary = folder.resolve(name + ".tmp");
            Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            move(temporary, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void move(Path temporary, String name) throws IOException {
        Files.move(
                temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
