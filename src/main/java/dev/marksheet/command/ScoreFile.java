package dev.marksheet.command;

import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetReader;
import dev.marksheet.dataset.DatasetSource;
import dev.marksheet.job.dataset.DatasetHash;
import dev.marksheet.job.dataset.DatasetRefusedException;
import dev.marksheet.job.dataset.DatasetShelf;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.dataset.LineProblem;
import dev.marksheet.session.text.Bounded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The file whose rows are to be scored. */
final class ScoreFile {

    private static final int MOST_NAMED = 20;
    private static final int LONGEST_NAME = 80;
    private static final int HASH = 8;

    private final Call call;
    private final ScoreOptions options;
    private final Path path;

    ScoreFile(Call call, ScoreOptions options) {
        this.call = call;
        this.options = options;
        this.path = options.file;
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw call.refusal("file.missing", path);
        }
        dataset();
        columns();
    }

    /** The name of the dataset that the file is a version of: its own, unless another was given. */
    String dataset() {
        if (options.dataset != null) {
            String fault = DatasetVersion.faultOfName(options.dataset);
            if (fault != null) {
                throw new RefusedException("--dataset: " + fault);
            }
            return options.dataset;
        }
        String name = String.valueOf(path.getFileName())
                .replaceFirst("\\.[A-Za-z]{1,6}$", "")
                .replaceAll("[\\p{Cntrl}\\p{Cs}/\\\\@%;]", "-")
                .replaceFirst("^[.\\s]+", "")
                .strip();
        String cut = Bounded.start(name, LONGEST_NAME).strip();
        return DatasetVersion.faultOfName(cut) == null ? cut : "rows";
    }

    private Map<DatasetField, String> columns() {
        Map<DatasetField, String> named = new EnumMap<>(DatasetField.class);
        options.columns.forEach((field, column) -> named.put(
                DatasetField.ofWireName(field).orElseThrow(() -> call.refusal("column.field", field, fields())),
                column));
        return named;
    }

    private static String fields() {
        return Arrays.stream(DatasetField.values()).map(DatasetField::wireName).collect(Collectors.joining(", "));
    }

    /** The id of the session where none was given: the same for the same file. */
    String session(DatasetShelf.Upload upload) {
        return upload.name() + "-" + upload.hash().substring(0, HASH);
    }

    DatasetShelf.Upload upload() {
        try {
            DatasetSource source = () -> Files.newInputStream(path);
            return new DatasetShelf.Upload(
                    dataset(), new DatasetReader(source, null), DatasetHash.of(source), Files.size(path), columns());
        } catch (IOException e) {
            throw call.refusal("file.unreadable", path, e);
        }
    }

    /**
     * Stores the file as a version of its dataset; the same bytes are the same version.
     *
     * @throws RefusedException if lines of it are wrong, which are named
     */
    DatasetVersion store(DatasetShelf shelf, DatasetShelf.Upload upload) {
        try {
            DatasetVersion version = shelf.put(upload, options.partial).version();
            if (version.answered() == 0) {
                throw call.refusal("file.no.answers", path, version.rows());
            }
            version.details().problems().stream()
                    .limit(MOST_NAMED)
                    .forEach(problem -> call.terminal().err().println(line(problem)));
            return version;
        } catch (DatasetRefusedException e) {
            throw refusal(e);
        } catch (DatasetReader.TooManyRowsException e) {
            throw new RefusedException(path + " " + e.getMessage());
        } catch (IOException e) {
            throw call.refusal("file.unreadable", path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private RefusedException refusal(DatasetRefusedException e) {
        List<String> lines = new ArrayList<>();
        e.faults()
                .forEach(fault -> lines.add(path + ": " + fault.field() + " "
                        + fault.message().replace("?question=COLUMN", "--column question=COLUMN")));
        e.found().problems().stream().limit(MOST_NAMED).forEach(problem -> lines.add(line(problem)));
        if (e.faults().isEmpty()) {
            lines.add(call.text("file.problems", e.found().problemCount()));
        }
        return new RefusedException(lines);
    }

    private String line(LineProblem problem) {
        return path + ":" + problem.line() + ": " + problem.message(call.language());
    }
}
