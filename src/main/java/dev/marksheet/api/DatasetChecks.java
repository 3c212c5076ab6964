package dev.marksheet.api;

import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.DatasetVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks which item of which dataset a call says that it belongs to. */
@Component
class DatasetChecks {

    private static final Pattern REFERENCE = Pattern.compile("(.+?)(?:@([1-9]\\d{0,8}))?");

    private final DatasetQueries datasets;

    DatasetChecks(DatasetQueries datasets) {
        this.datasets = datasets;
    }

    /** The version as {@code name@3}; null when the call names none, or a problem was found. */
    @Nullable
    String reference(@Nullable String sent, @Nullable String item, List<FieldProblem> problems) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        Matcher parts = REFERENCE.matcher(sent);
        Optional<DatasetVersion> version = !parts.matches() || DatasetVersion.faultOfName(parts.group(1)) != null
                ? Optional.empty()
                : parts.group(2) == null
                        ? datasets.latest(parts.group(1))
                        : datasets.version(parts.group(1), Integer.parseInt(parts.group(2)));
        if (version.isEmpty()) {
            problems.add(new FieldProblem(
                    "dataset", "is no version of a dataset, such as name@3; GET /api/datasets lists all datasets"));
            return null;
        }
        if (item == null || !datasets.hasItem(version.get().id(), item)) {
            problems.add(new FieldProblem(
                    "item",
                    item == null
                            ? "is required with dataset: the id or the number of the row that was answered"
                            : "is no row of " + version.get().reference()));
            return null;
        }
        return version.get().reference();
    }
}
