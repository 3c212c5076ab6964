package dev.marksheet.dataset;

import dev.marksheet.session.dataset.LineProblem;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV (RFC 4180) whose first row has the names of its columns; texts stay as they are, line breaks and all. */
final class CsvRows {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setTrailingData(true)
            .get();

    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|\\n");

    private final BoundedReader in;
    private final TextEncoding encoding;
    private final char delimiter;
    private final RawRows rows;
    private List<String> headings = List.of();
    private int number;

    /** @param delimiter what stands between cells */
    CsvRows(Reader in, TextEncoding encoding, char delimiter, RawRows rows) {
        this.in = new BoundedReader(in);
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.rows = rows;
    }

    void read() throws IOException {
        int line = 1;
        try (CSVParser parser = FORMAT.builder().setDelimiter(delimiter).get().parse(in)) {
            for (CSVRecord record : (Iterable<CSVRecord>) parser::iterator) {
                int last = (int) parser.getCurrentLineNumber();
                // Not behind the row before: empty lines may stand between.
                take(record, last - breaks(record), last);
                line = last + 1;
                in.rowEnded();
            }
        } catch (BoundedReader.RowTooLongException e) {
            rows.problem(new LineProblem(line, "large", BoundedReader.LONGEST_ROW));
        } catch (UncheckedIOException | IllegalStateException e) {
            // The library's iterator has none but unchecked ways to say it.
            stopped(e.getCause() instanceof IOException cause ? cause : new IOException(e), line);
        }
    }

    /** How many lines end within the cells. */
    private static int breaks(CSVRecord record) {
        return (int) record.stream()
                .mapToLong(cell -> LINE_BREAK.matcher(cell).results().count())
                .sum();
    }

    private void stopped(IOException cause, int line) throws IOException {
        if (cause instanceof BoundedReader.RowTooLongException) {
            rows.problem(new LineProblem(line, "large", BoundedReader.LONGEST_ROW));
        } else if (cause instanceof CSVException || isMalformed(cause)) {
            rows.problem(new LineProblem(line, "quote"));
        } else {
            throw cause;
        }
    }

    /** The library names a cause of its own by a message alone where a quote stays open. */
    private static boolean isMalformed(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("encapsulated token") || message.contains("EOF");
    }

    private void take(CSVRecord record, int line, int last) {
        if (headings.isEmpty()) {
            if (namesSeparator(record)) {
                return;
            }
            headings = unique(record.toList());
            rows.headings(headings);
            return;
        }
        number++;
        if (encoding.breaks(line, last)) {
            rows.problem(new LineProblem(line, "bytes", encoding.charset().name()));
        } else if (record.size() != headings.size()) {
            rows.problem(new LineProblem(line, "cells", record.size(), headings.size()));
        } else {
            rows.row(new RawRow(number, line, values(record)));
        }
    }

    /** A first line {@code sep=;} tells Excel, and us, what stands between cells. */
    private static boolean namesSeparator(CSVRecord record) {
        return record.size() == 2
                && record.get(0).equalsIgnoreCase("sep=")
                && record.get(1).isEmpty();
    }

    private Map<String, Object> values(CSVRecord record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < headings.size(); i++) {
            if (!record.get(i).isEmpty()) {
                values.put(headings.get(i), record.get(i));
            }
        }
        return values;
    }

    /** Names of columns without the white space around them; the second of two equal ones gets a number. */
    private static List<String> unique(List<String> names) {
        List<String> unique = new ArrayList<>();
        for (String name : names) {
            String plain = name.strip();
            String free = plain.isEmpty() ? "column " + (unique.size() + 1) : plain;
            for (int n = 2; unique.contains(free); n++) {
                free = plain + " (" + n + ")";
            }
            unique.add(free);
        }
        return unique;
    }

    /** Of comma, semicolon and tab the one that the first line has most of outside quotes. */
    static char delimiter(String firstLine) {
        int[] counts = new int[3];
        boolean quoted = false;
        for (char c : firstLine.toCharArray()) {
            int kind = ",;\t".indexOf(c);
            quoted ^= c == '"';
            if (kind >= 0 && !quoted) {
                counts[kind]++;
            }
        }
        int most = Arrays.stream(counts).max().orElse(0);
        return counts[0] == most ? ',' : counts[1] == most ? ';' : '\t';
    }
}
