package dev.marksheet.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which column is which field. Knows the names of RAGAS (its new and its old ones), DeepEval, LangSmith, Phoenix, Dokimos,
 * promptfoo, FastGPT and those that people write in Chinese, in any case. Immutable.
 *
 * @param fields by column, in the columns' order; null for a column that is none
 */
public record ColumnMapping(Map<String, @Nullable DatasetField> fields) {

    /** {@code context_1}, {@code context_2}, … */
    private static final Pattern NUMBERED = Pattern.compile("(contexts?|passages?|chunks?|documents?|上下文)(\\d{1,3})");

    private static final Set<String> INPUTS = Set.of("inputs", "input", "vars", "data", "sample");
    private static final Set<String> OUTPUTS = Set.of("outputs", "output", "actualoutputs");
    private static final Set<String> EXPECTED =
            Set.of("expectedoutputs", "expectedoutput", "expected", "referenceoutputs", "referenceoutput", "reference");

    public ColumnMapping {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * What the columns' names say.
     *
     * @param named columns that are told for fields and go before what is found; an empty name leaves the field out
     */
    public static ColumnMapping of(Collection<String> columns, Map<DatasetField, String> named) {
        Map<String, @Nullable DatasetField> fields = new LinkedHashMap<>();
        columns.forEach(column -> fields.put(column, null));
        named.forEach((field, column) -> {
            if (fields.containsKey(column)) {
                fields.put(column, field);
            }
        });
        for (DatasetField field : DatasetField.values()) {
            if (!named.containsKey(field)) {
                found(field, fields).forEach(column -> fields.put(column, field));
            }
        }
        return new ColumnMapping(fields);
    }

    private static List<String> found(DatasetField field, Map<String, @Nullable DatasetField> fields) {
        List<String> free = fields.entrySet().stream()
                .filter(entry -> entry.getValue() == null)
                .map(Map.Entry::getKey)
                .filter(column -> rank(field, column, fields.keySet()) >= 0)
                .sorted(Comparator.comparingInt(column -> rank(field, column, fields.keySet())))
                .toList();
        if (!free.isEmpty()) {
            return free.subList(0, 1);
        }
        return field == DatasetField.CONTEXTS ? numbered(fields) : List.of();
    }

    private static List<String> numbered(Map<String, @Nullable DatasetField> fields) {
        return fields.keySet().stream()
                .filter(column -> fields.get(column) == null)
                .filter(column -> number(column) >= 0)
                .toList();
    }

    private static int number(String column) {
        var matcher = NUMBERED.matcher(DatasetField.letters(column));
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
    }

    private static int rank(DatasetField field, String column, Set<String> all) {
        String letters = DatasetField.letters(column);
        // DeepEval's context is what should have been retrieved.
        if (letters.equals("context")
                && all.stream().anyMatch(c -> DatasetField.letters(c).equals("retrievalcontext"))) {
            return field == DatasetField.REFERENCE_CONTEXTS ? 0 : -1;
        }
        int dot = letters.indexOf('.');
        if (dot < 0) {
            return field.rank(letters);
        }
        int inner = inner(field, letters.substring(0, dot), letters.substring(dot + 1));
        // A name of the row itself goes before one of an object inside.
        return inner < 0 ? -1 : 100 + inner;
    }

    private static int inner(DatasetField field, String outer, String name) {
        if (EXPECTED.contains(outer)) {
            boolean answer = DatasetField.ANSWER.rank(name) >= 0 || DatasetField.GROUND_TRUTH.rank(name) >= 0;
            return field == DatasetField.GROUND_TRUTH && (answer || name.equals("text")) ? 0 : -1;
        }
        if (INPUTS.contains(outer) || OUTPUTS.contains(outer) && field != DatasetField.QUESTION) {
            return field.rank(name);
        }
        return -1;
    }

    /** The columns of a field; of contexts there may be many, by their numbers. */
    List<String> columns(DatasetField field) {
        return fields.entrySet().stream()
                .filter(entry -> entry.getValue() == field)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt(ColumnMapping::number))
                .toList();
    }

    public boolean has(DatasetField field) {
        return fields.containsValue(field);
    }

    /** The columns that are no field. */
    List<String> others() {
        return fields.entrySet().stream()
                .filter(entry -> entry.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Wire names of the fields by column. */
    public Map<String, @Nullable String> wireNames() {
        Map<String, @Nullable String> names = new LinkedHashMap<>();
        fields.forEach((column, field) -> names.put(column, field == null ? null : field.wireName()));
        return names;
    }

    /** From what {@link #wireNames} gave. */
    public static ColumnMapping ofWireNames(Map<String, @Nullable String> names) {
        Map<String, @Nullable DatasetField> fields = new LinkedHashMap<>();
        names.forEach((column, field) -> fields.put(
                column, field == null ? null : DatasetField.ofWireName(field).orElse(null)));
        return new ColumnMapping(fields);
    }

    /** The columns that somebody may mean by a field, those that are none first. */
    public Stream<String> candidates(DatasetField field) {
        List<String> all = new ArrayList<>(columns(field));
        fields.keySet().stream().filter(column -> !all.contains(column)).forEach(all::add);
        return all.stream();
    }
}
