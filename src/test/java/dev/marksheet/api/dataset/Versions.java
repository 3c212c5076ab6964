package dev.marksheet.api.dataset;

import dev.marksheet.session.Reported;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.dataset.LineProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions of datasets, said in few words. */
final class Versions {

    private Versions() {}

    /** One of two rows, of which one has an answer; its number is 0 while it is not stored. */
    static DatasetVersion version(String name, int number) {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        columns.put("题干", "question");
        columns.put("note", null);
        return version(name, number, columns);
    }

    static DatasetVersion version(String name, int number, Map<String, @Nullable String> columns) {
        return new DatasetVersion(
                "id-" + number,
                name,
                number,
                Reported.CREATED,
                "hash",
                100,
                2,
                1,
                new DatasetVersion.Details("csv", "UTF-8", columns, List.of(new LineProblem(7, "question")), 4));
    }
}
