package dev.marksheet.report;

import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

/** The files of one run in a folder on disk. */
final class RunFolder implements RunFiles {

    private final Path folder;

    RunFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public long append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source) {
        boolean sameColumns = metrics.equals(before.metricNames());
        try {
            Files.createDirectories(folder);
            return before.csvLength() > 0 && sameColumns && committedIsThere(before)
                    ? write(before.csvLength(), new CsvTable(metrics, false).lines(rows))
                    : rebuild(before, metrics, rows, source);
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
            // The database will say that these bytes are there, so they must outlast a power cut as it does.
            if (lines.length > 0) {
                file.force(false);
            }
            return position + lines.length;
        }
    }

    private long rebuild(SessionReport before, List<String> metrics, List<Row> rows, RowSource source)
            throws IOException {
        Path temporary = folder.resolve(SCORES + ".tmp");
        try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
            new ScoresFromRows(before, metrics, source).transferTo(out);
            out.write(new CsvTable(metrics, false).lines(rows));
            out.getFD().sync();
        }
        move(temporary, SCORES);
        return Files.size(folder.resolve(SCORES));
    }

    @Override
    public ScoresFile openScores(SessionReport committed, RowSource source) {
        try {
            Files.createDirectories(folder);
            if (committed.csvLength() > 0 && committedIsThere(committed)) {
                write(committed.csvLength(), new byte[0]);
            } else {
                rebuild(committed, committed.metricNames(), List.of(), source);
            }
            FileChannel file = FileChannel.open(folder.resolve(SCORES), StandardOpenOption.READ);
            return new StoredScores(file, file.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
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
