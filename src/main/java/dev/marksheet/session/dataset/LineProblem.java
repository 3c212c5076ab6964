package dev.marksheet.session.dataset;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;

/**
 * What is wrong with a row of a file.
 *
 * @param line the line of the file at which the row begins, from 1 on
 * @param key of its words in {@code dataset/problems_*.properties}
 * @param values put into them
 */
public record LineProblem(int line, String key, List<String> values) {

    public LineProblem {
        values = List.copyOf(values);
    }

    public LineProblem(int line, String key, Object... values) {
        this(line, key, List.of(values).stream().map(String::valueOf).toList());
    }

    public String message(Language language) {
        return Wording.of("dataset.problems", language).text(key, values.toArray());
    }
}
