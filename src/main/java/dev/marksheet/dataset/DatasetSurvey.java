package dev.marksheet.dataset;

import dev.marksheet.session.dataset.LineProblem;
import java.util.List;

/**
 * What a file is.
 *
 * @param encoding the name of its encoding
 * @param columns as they come, with inner ones of JSON told by a dot
 * @param rows how many there are, those that can't be read included
 * @param problems with rows that can't be read; the first thousand
 * @param problemCount how many there are
 */
public record DatasetSurvey(
        DatasetFormat format,
        String encoding,
        List<String> columns,
        int rows,
        List<LineProblem> problems,
        int problemCount) {

    public DatasetSurvey {
        columns = List.copyOf(columns);
        problems = List.copyOf(problems);
    }
}
