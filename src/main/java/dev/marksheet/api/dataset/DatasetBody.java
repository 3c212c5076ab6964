package dev.marksheet.api.dataset;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.Links;
import dev.marksheet.dataset.DatasetField;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version of a dataset over the wire.
 *
 * @param version null of a dry run
 * @param rows that are kept
 * @param answered how many of them have an answer
 * @param columns the field by the column that was found, null for a column that is none
 * @param problems rows that are not kept, and why; the first thousand
 * @param url null of a dry run
 */
public record DatasetBody(
        String name,
        @Nullable Integer version,
        int rows,
        int answered,
        Map<String, @Nullable String> columns,
        List<Problem> problems,
        int problemCount,
        String format,
        String encoding,
        long bytes,
        Instant createdAt,
        @Nullable String url) {

    /** @param line at which the row begins, from 1 on */
    record Problem(int line, String message) {}

    /** A dataset among others: its latest version. */
    record Brief(String name, int version, int rows, int answered, Instant createdAt, String url) {

        static Brief of(DatasetVersion version) {
            return new Brief(
                    version.name(),
                    version.number(),
                    version.rows(),
                    version.answered(),
                    version.createdAt(),
                    Links.dataset(version));
        }
    }

    static DatasetBody of(DatasetVersion version) {
        boolean stored = version.number() > 0;
        DatasetVersion.Details found = version.details();
        return new DatasetBody(
                version.name(),
                stored ? version.number() : null,
                version.rows(),
                version.answered(),
                found.columns(),
                problems(found),
                found.problemCount(),
                found.format(),
                found.encoding(),
                version.bytes(),
                version.createdAt().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                stored ? Links.dataset(version) : null);
    }

    public static List<Problem> problems(DatasetVersion.Details found) {
        return found.problems().stream()
                .map(problem -> new Problem(problem.line(), problem.message(Language.EN)))
                .toList();
    }

    static FieldProblem unknown(String parameter) {
        String known = Arrays.stream(DatasetField.values())
                .map(DatasetField::wireName)
                .collect(Collectors.joining(", ", "dry_run, partial, format, ", ""));
        return new FieldProblem(parameter, "is no parameter of this path; valid: " + known);
    }
}
