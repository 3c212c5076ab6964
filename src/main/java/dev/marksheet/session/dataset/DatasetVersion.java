package dev.marksheet.session.dataset;

import dev.marksheet.session.text.TextRule;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a dataset; it never changes.
 *
 * @param id of its own, never shown
 * @param number from 1 on; 0 while it is none yet
 * @param source a hash of the file and of how it was read
 * @param bytes the length of the file
 * @param rows how many are kept
 * @param answered how many of them have an answer, so that they can be scored as they are
 */
public record DatasetVersion(
        String id,
        String name,
        int number,
        Instant createdAt,
        String source,
        long bytes,
        int rows,
        int answered,
        Details details) {

    /** The longest name, in characters as people count them (code points). */
    private static final int LONGEST_NAME = 100;

    /**
     * What was found in the file.
     *
     * @param columns the wire name of its field by column, null for a column that is none
     * @param problems with rows, which are not kept; the first ones
     * @param problemCount how many there are
     */
    public record Details(
            String format,
            String encoding,
            Map<String, @Nullable String> columns,
            List<LineProblem> problems,
            int problemCount) {

        public Details {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            problems = List.copyOf(problems);
        }
    }

    /**
     * A row that is kept.
     *
     * @param number its place in the file, from 1 on
     * @param item its id, or else its number
     * @param line where it begins in the file
     * @param content as it was found, as JSON
     */
    public record Item(int number, String item, boolean answered, int line, String content) {}

    /** The same with what was found in the file. */
    public DatasetVersion found(Details newDetails) {
        return new DatasetVersion(id, name, number, createdAt, source, bytes, rows, answered, newDetails);
    }

    /** How calls name it: {@code name@3}. */
    public String reference() {
        return name + "@" + number;
    }

    /** What is wrong with the name of a dataset, in words that follow it; null when nothing is. */
    public static @Nullable String faultOfName(String name) {
        boolean odd = name.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || "/\\@%;".indexOf(c) >= 0);
        boolean fits = !name.isEmpty()
                && TextRule.length(name) <= LONGEST_NAME
                && name.strip().equals(name);
        return fits && !odd && !name.startsWith(".")
                ? null
                : "must have 1 to %d characters, none of them a control character or one of / \\ @ %% ;, no dot at its start"
                                .formatted(LONGEST_NAME)
                        + " and no white space at either end";
    }
}
