package dev.marksheet.web.datasets;

import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Moment;
import dev.marksheet.web.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A version of a dataset as templates show it.
 *
 * @param columns in the order of the file
 */
record DatasetView(
        String name,
        String href,
        int number,
        String rowsHref,
        int rows,
        int answered,
        String format,
        String encoding,
        Moment created,
        List<Column> columns,
        List<Problem> problems,
        int problemCount) {

    /** @param field the wire name of the field; empty for a column that is none */
    record Column(String name, String field) {}

    record Problem(int line, String message) {}

    static DatasetView of(DatasetVersion version, Language language, Instant now) {
        DatasetVersion.Details found = version.details();
        List<Column> columns = new ArrayList<>();
        found.columns().forEach((name, field) -> columns.add(new Column(name, field == null ? "" : field)));
        return new DatasetView(
                version.name(),
                DatasetPageController.path(version.name()),
                version.number(),
                "/api" + DatasetPageController.path(version.name()) + "/versions/" + version.number(),
                version.rows(),
                version.answered(),
                found.format(),
                found.encoding(),
                Moment.of(version.createdAt(), now, Words.in(language)),
                columns,
                problems(found, language),
                found.problemCount());
    }

    static List<Problem> problems(DatasetVersion.Details found, Language language) {
        return found.problems().stream()
                .map(problem -> new Problem(problem.line(), problem.message(language)))
                .toList();
    }
}
