package dev.marksheet.dataset;

import dev.marksheet.session.dataset.LineProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of JSON, a line each or in one array. */
final class JsonRows {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};
    private static final int DEEPEST = 50;

    /** Reads untrusted files: only so deep, and no number that takes minutes to be read. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxStringLength(BoundedReader.LONGEST_ROW)
                            .build())
                    .build())
            .build();

    private final BoundedReader in;
    private final TextEncoding encoding;
    private final RawRows rows;
    private int number;

    JsonRows(Reader in, TextEncoding encoding, RawRows rows) {
        this.in = new BoundedReader(in);
        this.encoding = encoding;
        this.rows = rows;
    }

    /** One object a line; a broken line takes no other with it. */
    void readLines() throws IOException {
        int line = 0;
        try (BufferedReader lines = new BufferedReader(in)) {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                in.rowEnded();
                if (!text.isBlank()) {
                    number++;
                    takeLine(text, line);
                }
            }
        } catch (BoundedReader.RowTooLongException e) {
            rows.problem(new LineProblem(line + 1, "large", BoundedReader.LONGEST_ROW));
        }
    }

    private void takeLine(String text, int line) {
        if (encoding.breaks(line, line)) {
            rows.problem(new LineProblem(line, "bytes", encoding.charset().name()));
            return;
        }
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                rows.problem(new LineProblem(line, "object"));
                return;
            }
            Map<String, @Nullable Object> object = parser.readValueAs(OBJECT);
            if (parser.nextToken() != null) {
                rows.problem(new LineProblem(line, "json", column(parser)));
                return;
            }
            rows.row(new RawRow(number, line, flat(object)));
        } catch (JacksonException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            rows.problem(new LineProblem(line, "json", Math.max(1, column)));
        }
    }

    private static int column(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getColumnNr());
    }

    /** One array of objects; nothing behind a fault of syntax can be read. */
    void readArray() throws IOException {
        int line = 1;
        try (JsonParser parser = MAPPER.createParser(in)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                line = Math.max(1, parser.currentTokenLocation().getLineNr());
                if (token == null) {
                    rows.problem(new LineProblem(line, "array"));
                    return;
                }
                number++;
                takeElement(parser, token, line);
                in.rowEnded();
            }
            if (parser.nextToken() != null) {
                // As where two files were put together: its rows must not be lost without a word.
                rows.problem(new LineProblem(parser.currentTokenLocation().getLineNr(), "array"));
            }
        } catch (JacksonException e) {
            String key = e.getCause() instanceof BoundedReader.RowTooLongException ? "large" : "array";
            int at = e.getLocation() == null
                    ? line
                    : Math.max(line, e.getLocation().getLineNr());
            rows.problem(new LineProblem(key.equals("large") ? line : at, key, BoundedReader.LONGEST_ROW));
        }
    }

    private void takeElement(JsonParser parser, JsonToken token, int line) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            rows.problem(new LineProblem(line, "object"));
            return;
        }
        Map<String, @Nullable Object> object = parser.readValueAs(OBJECT);
        int last = Math.max(line, parser.currentTokenLocation().getLineNr());
        if (encoding.breaks(line, last)) {
            rows.problem(new LineProblem(line, "bytes", encoding.charset().name()));
        } else {
            rows.row(new RawRow(number, line, flat(object)));
        }
    }

    /** Inner objects, one level deep, as columns named by both names; nulls are left out. */
    private static Map<String, Object> flat(Map<String, @Nullable Object> object) {
        Map<String, Object> flat = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                inner.forEach((key, one) -> {
                    if (one != null) {
                        flat.put(name + "." + key, one);
                    }
                });
            } else if (value != null) {
                flat.put(name, value);
            }
        });
        return flat;
    }
}
