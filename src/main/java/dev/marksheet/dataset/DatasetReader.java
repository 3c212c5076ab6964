package dev.marksheet.dataset;

import dev.marksheet.session.dataset.LineProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of rows without holding it: once to see what it is, then as often as its rows are wanted. Rows that can't
 * be read are passed over the second time. Not for use by several threads at once.
 */
public final class DatasetReader implements RowSource {

    /** So many rows a file may have. */
    public static final int MOST_ROWS = 500_000;

    private static final int MOST_COLUMNS = 1000;
    private static final int MOST_PROBLEMS = 1000;
    private static final int LONGEST_HEADING = 64 * 1024;

    private final DatasetSource source;
    private final TextEncoding encoding;
    private final DatasetFormat format;
    private final char delimiter;

    /** @param format null to tell it by the file's first character */
    public DatasetReader(DatasetSource source, @Nullable DatasetFormat format) throws IOException {
        this.source = source;
        this.encoding = TextEncoding.of(source);
        try (Reader start = new BufferedReader(encoding.reader(source))) {
            String heading = heading(start);
            this.format = format == null ? told(heading) : format;
            this.delimiter = CsvRows.delimiter(heading);
        }
    }

    /** The first line that says something. */
    private static String heading(Reader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && line.length() < LONGEST_HEADING; c = in.read()) {
            boolean end = c == '\n' || c == '\r';
            if (end && !line.isEmpty()) {
                break;
            }
            if (!end && !(line.isEmpty() && Character.isWhitespace(c))) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static DatasetFormat told(String heading) {
        if (heading.startsWith("{")) {
            return DatasetFormat.JSONL;
        }
        return heading.startsWith("[") ? DatasetFormat.JSON : DatasetFormat.CSV;
    }

    /** @throws TooManyRowsException if there are more than {@link #MOST_ROWS} */
    @Override
    public DatasetSurvey survey() throws IOException {
        Surveyor surveyor = new Surveyor();
        read(surveyor);
        return new DatasetSurvey(
                format,
                encoding.charset().name(),
                List.copyOf(surveyor.columns),
                surveyor.rows + surveyor.problemCount,
                surveyor.problems,
                surveyor.problemCount);
    }

    @Override
    public void rows(Consumer<RawRow> consumer) throws IOException {
        read(new RawRows() {
            @Override
            public void headings(List<String> names) {}

            @Override
            public void row(RawRow row) {
                consumer.accept(row);
            }

            @Override
            public void problem(LineProblem problem) {}
        });
    }

    private void read(RawRows rows) throws IOException {
        try (Reader in = encoding.reader(source)) {
            switch (format) {
                case CSV -> new CsvRows(in, encoding, delimiter, rows).read();
                case JSONL -> new JsonRows(in, encoding, rows).readLines();
                case JSON -> new JsonRows(in, encoding, rows).readArray();
            }
        }
    }

    /** More rows than a file may have. */
    public static final class TooManyRowsException extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyRowsException() {
            super("has more than %d rows; split the file".formatted(MOST_ROWS));
        }
    }

    private static final class Surveyor implements RawRows {

        private final Set<String> columns = new LinkedHashSet<>();
        private final List<LineProblem> problems = new ArrayList<>();
        private int rows;
        private int problemCount;

        @Override
        public void headings(List<String> names) {
            add(names);
        }

        private void add(Collection<String> names) {
            for (String name : names) {
                if (columns.size() < MOST_COLUMNS) {
                    columns.add(name);
                }
            }
        }

        @Override
        public void row(RawRow row) {
            rows++;
            count();
            add(row.values().keySet());
        }

        @Override
        public void problem(LineProblem problem) {
            problemCount++;
            count();
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        }

        private void count() {
            if (rows + problemCount > MOST_ROWS) {
                throw new TooManyRowsException();
            }
        }
    }
}
