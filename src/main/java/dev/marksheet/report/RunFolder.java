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
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The files of one run in a folder on disk. */
final class RunFolder implements RunFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final int BUFFER = 1 << 16;
    private static final String MARK = ".scores.csv.next";

    private final Path folder;
    private final Path scores;
    private final KnownScores known;
    private final boolean shared;
    private final SetAside aside = new SetAside(Clock.systemUTC());

    /** A folder that this process alone writes to. */
    RunFolder(Path folder, KnownScores known) {
        this(folder, known, false);
    }

    /** @param shared whether other processes write there as well, one at a time */
    RunFolder(Path folder, KnownScores known, boolean shared) {
        this.folder = folder;
        this.scores = folder.resolve(SCORES);
        this.known = known;
        this.shared = shared;
    }

    @Override
    public End append(SessionReport before, List<String> metrics, List<Row> rows, RowSource source) {
        boolean sameColumns = metrics.equals(before.metricNames());
        try {
            Files.createDirectories(folder);
            boolean whole = committedIsThere(before);
            if (!whole) {
                setAside(before);
            }
            return whole && sameColumns && rows.stream().noneMatch(Row::replaces)
                    ? write(End.of(before), new CsvTable(metrics, false).lines(rows))
                    : rebuild(before, metrics, rows, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether the file begins with the rows that the database has committed, byte for byte. It is read only when somebody
     * else may have written to it, or when it has not been looked at since the start.
     */
    private boolean committedIsThere(SessionReport before) throws IOException {
        End committed = End.of(before);
        if (committed.length() == 0 || !Files.exists(scores) || Files.size(scores) < committed.length()) {
            return false;
        }
        KnownScores.Left left = known.left(scores);
        if (left != null && left.has(committed) && left.stamp().equals(KnownScores.Stamp.of(scores))) {
            return true;
        }
        // Another process that shares the folder may have gone on behind what this one has left.
        End seen = shared && left != null && left.end().length() <= committed.length() ? left.end() : End.OF_NOTHING;
        boolean whole = sum(seen, committed.length()) == committed.sum()
                || seen.length() > 0 && sum(End.OF_NOTHING, committed.length()) == committed.sum();
        if (whole) {
            known.leave(scores, committed, committed);
        }
        return whole;
    }

    private long sum(End from, long to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long sum = from.sum();
        try (InputStream in = Files.newInputStream(scores)) {
            in.skipNBytes(from.length());
            long left = to - from.length();
            int read = 0;
            while (left > 0 && read >= 0) {
                read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                sum = Checksum.plus(sum, buffer, 0, Math.max(0, read));
                left -= Math.max(0, read);
            }
        }
        return sum;
    }

    /** What Marksheet has not written is somebody's work, or all that is left of a database that is gone. */
    private void setAside(SessionReport before) throws IOException {
        if (!Files.isRegularFile(scores)) {
            return;
        }
        if (before.csv().length() > 0 && isMarked()) {
            LOG.info("{} is made anew: a stop came before the end of what had replaced it", scores);
        } else if (before.csv().length() > 0) {
            LOG.warn(
                    "{} is not as Marksheet has written it: it is made anew, and what was there is kept as {}",
                    scores,
                    aside.move(scores, "edited").getFileName());
        } else if (Files.getLastModifiedTime(scores).toInstant().isBefore(before.createdAt())) {
            LOG.warn(
                    "{} is older than its session in the database, which begins anew: it is kept as {}",
                    scores,
                    aside.move(scores, "before").getFileName());
        }
    }

    private End write(End committed, byte[] lines) throws IOException {
        try (FileChannel file = FileChannel.open(scores, StandardOpenOption.WRITE)) {
            file.truncate(committed.length());
            ByteBuffer buffer = ByteBuffer.wrap(lines);
            while (buffer.hasRemaining()) {
                file.write(buffer, committed.length() + buffer.position());
            }
            // The database will say that these bytes are there, so they must outlast a power cut as it does.
            if (lines.length > 0) {
                file.force(false);
            }
        }
        End end = committed.plus(lines);
        known.leave(scores, committed, end);
        return end;
    }

    private End rebuild(SessionReport before, List<String> metrics, List<Row> rows, RowSource source)
            throws IOException {
        Path temporary = folder.resolve(SCORES + ".tmp");
        End committed;
        End end;
        try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            Checksum.Output out = new Checksum.Output(file);
            new ScoresFromRows(before, metrics, replacing(rows, source)).transferTo(out);
            committed = out.end();
            out.write(new CsvTable(metrics, false)
                    .lines(rows.stream().filter(row -> !row.replaces()).toList()));
            end = out.end();
            file.getFD().sync();
        }
        if (before.csv().length() > 0) {
            mark(end);
        }
        move(temporary, SCORES);
        known.leave(scores, committed, end);
        return end;
    }

    private static RowSource replacing(List<Row> rows, RowSource source) {
        Map<Integer, Row> byNumber = new HashMap<>();
        rows.stream().filter(Row::replaces).forEach(row -> byNumber.put(row.number(), row));
        return byNumber.isEmpty()
                ? source
                : after -> source.after(after).stream()
                        .map(row -> byNumber.getOrDefault(row.number(), row))
                        .toList();
    }

    /**
     * Notes what is about to be put in the file's place: if a crash comes before the database has committed it, that is
     * none of somebody else's work.
     */
    private void mark(End end) throws IOException {
        Files.writeString(folder.resolve(MARK), end.length() + " " + end.sum());
    }

    private boolean isMarked() throws IOException {
        Path mark = folder.resolve(MARK);
        return Files.isRegularFile(mark)
                && Files.readString(mark).equals(Files.size(scores) + " " + sum(End.OF_NOTHING, Files.size(scores)));
    }

    /** A disk that takes nothing is no reason to give nothing: the rows are in the database. */
    @Override
    public ScoresFile openScores(SessionReport committed, RowSource source) {
        try {
            if (!committedIsThere(committed)) {
                Files.createDirectories(folder);
                setAside(committed);
                rebuild(committed, committed.metricNames(), List.of(), source);
            }
            if (committedIsThere(committed)) {
                return new StoredScores(
                        FileChannel.open(scores, StandardOpenOption.READ),
                        committed.csv().length());
            }
        } catch (IOException e) {
            LOG.warn(
                    "{} can't be mended or read; its rows are read from the database instead ({})",
                    scores,
                    e.toString());
        }
        return new ScoresFromRows(committed, committed.metricNames(), source);
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

    @Override
    public void restore(String name, Supplier<String> text) {
        if (Files.notExists(folder.resolve(name))) {
            try {
                write(name, text.get());
            } catch (UncheckedIOException e) {
                LOG.warn("{} can't be written again ({})", folder.resolve(name), e.getMessage());
            }
        }
    }

    @Override
    public void delete() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    private void move(Path temporary, String name) throws IOException {
        Files.move(
                temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
