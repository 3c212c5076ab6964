package dev.marksheet.dataset;

import dev.marksheet.session.CallTags;
import dev.marksheet.session.Sample;
import dev.marksheet.session.dataset.LineProblem;
import dev.marksheet.session.text.TextRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Makes fields of the columns of rows. Immutable. */
public final class RowReader {

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    /** A row whose fields can't be read. */
    public static final class UnreadableRowException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient LineProblem problem;

        UnreadableRowException(LineProblem problem) {
            super(problem.key());
            this.problem = problem;
        }

        public LineProblem problem() {
            return problem;
        }
    }

    private final ColumnMapping mapping;

    public RowReader(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    /** What is kept of a row. */
    public static String content(RawRow row) {
        return JsonRows.MAPPER.writeValueAsString(row.values());
    }

    /** The row of which {@link #content} was kept. */
    public static RawRow raw(int number, int line, String content) {
        return new RawRow(number, line, JsonRows.MAPPER.readValue(content, VALUES));
    }

    /** A row of which {@link #content} was kept, which has been read before. */
    public DatasetRow kept(int number, String content) {
        try {
            return row(raw(number, number, content));
        } catch (UnreadableRowException e) {
            throw new IllegalStateException("row %d can't be read any more".formatted(number), e);
        }
    }

    /** @throws UnreadableRowException if a value is of the wrong kind */
    public DatasetRow row(RawRow raw) throws UnreadableRowException {
        Sample sample = new Sample(
                Objects.requireNonNullElse(text(DatasetField.QUESTION, raw), ""),
                text(DatasetField.ANSWER, raw),
                passages(DatasetField.CONTEXTS, raw),
                text(DatasetField.GROUND_TRUTH, raw),
                passages(DatasetField.REFERENCE_CONTEXTS, raw),
                ids(DatasetField.RETRIEVED_CONTEXT_IDS, raw),
                ids(DatasetField.REFERENCE_CONTEXT_IDS, raw));
        Map<String, Object> others = new LinkedHashMap<>();
        for (String column : mapping.others()) {
            Object value = raw.values().get(column);
            if (value != null) {
                others.put(column, value);
            }
        }
        return new DatasetRow(raw.number(), item(raw), sample, others);
    }

    private @Nullable Object value(DatasetField field, RawRow raw) {
        List<String> columns = mapping.columns(field);
        return columns.isEmpty() ? null : raw.values().get(columns.get(0));
    }

    private @Nullable String text(DatasetField field, RawRow raw) throws UnreadableRowException {
        Object value = value(field, raw);
        if (value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(String.class::isInstance)) {
            // RAGAS's ground_truths.
            return String.join("\n", list.stream().map(String.class::cast).toList());
        }
        if (value != null && !(value instanceof String)) {
            throw new UnreadableRowException(new LineProblem(raw.line(), "text", field.wireName()));
        }
        return (String) value;
    }

    private List<String> passages(DatasetField field, RawRow raw) throws UnreadableRowException {
        List<String> columns = mapping.columns(field);
        List<String> passages = new ArrayList<>();
        try {
            for (String column : columns) {
                Object value = raw.values().get(column);
                if (columns.size() > 1 && value instanceof String text) {
                    passages.add(text);
                } else {
                    passages.addAll(Passages.of(value));
                }
            }
        } catch (Passages.UnreadableException e) {
            String place = e.index() < 0 ? "" : "[" + e.index() + "]";
            throw new UnreadableRowException(
                    new LineProblem(raw.line(), "rule", field.wireName() + place, Passages.FORM));
        }
        return passages;
    }

    private List<String> ids(DatasetField field, RawRow raw) throws UnreadableRowException {
        Object value = value(field, raw);
        if (value instanceof String text) {
            Object json = Passages.json(text);
            value = json == null ? List.of(text.split(" \\|\\|\\|\\| ")) : json;
        }
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)
                || !list.stream().allMatch(id -> id instanceof String || id instanceof Number)) {
            throw new UnreadableRowException(new LineProblem(raw.line(), "text", field.wireName()));
        }
        return list.stream().map(String::valueOf).toList();
    }

    private String item(RawRow raw) throws UnreadableRowException {
        Object value = value(DatasetField.ITEM, raw);
        if (value == null || value instanceof String text && text.isBlank()) {
            return Integer.toString(raw.number());
        }
        String item = String.valueOf(value).strip();
        boolean fits = (value instanceof String || value instanceof Number)
                && TextRule.length(item) <= CallTags.LONGEST_ITEM
                && item.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
        if (!fits) {
            String shown = item.length() > 40 ? item.substring(0, 40) + "…" : item;
            throw new UnreadableRowException(
                    new LineProblem(raw.line(), "item.long", shown.replaceAll("\\p{Cntrl}|\\p{Cs}", "?")));
        }
        return item;
    }
}
