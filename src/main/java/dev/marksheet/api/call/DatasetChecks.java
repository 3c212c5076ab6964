package dev.marksheet.api.call;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.dataset.ColumnMapping;
import dev.marksheet.dataset.RowReader;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.Sample;
import dev.marksheet.session.dataset.DatasetVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds which item of which dataset a call says that it belongs to. */
@Component
class DatasetChecks {

    private static final Pattern REFERENCE = Pattern.compile("(.+?)(?:@([1-9]\\d{0,8}))?");

    private final DatasetQueries datasets;

    DatasetChecks(DatasetQueries datasets) {
        this.datasets = datasets;
    }

    /**
     * A row of a dataset.
     *
     * @param dataset the version as {@code name@3}
     */
    record Row(String dataset, Sample sample) {

        /** What a call leaves out of what is known of its row before any answer; passages and answer are the call's own. */
        Sample filled(Sample call) {
            return new Sample(
                    call.question().isBlank() ? sample.question() : call.question(),
                    call.answer(),
                    call.contexts(),
                    call.groundTruth() == null ? sample.groundTruth() : call.groundTruth(),
                    call.referenceContexts().isEmpty() ? sample.referenceContexts() : call.referenceContexts(),
                    call.retrievedContextIds(),
                    call.referenceContextIds().isEmpty() ? sample.referenceContextIds() : call.referenceContextIds());
        }
    }

    /** Null when the call names none, or a problem was found. */
    @Nullable
    Row row(@Nullable String sent, @Nullable String item, List<FieldProblem> problems) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        Optional<DatasetVersion> version = version(sent);
        if (version.isEmpty()) {
            problems.add(new FieldProblem(
                    "dataset", "is no version of a dataset, such as name@3; GET /api/datasets lists all datasets"));
            return null;
        }
        if (item == null) {
            problems.add(new FieldProblem(
                    "item", "is required with dataset: the id or the number of the row that was answered"));
            return null;
        }
        Optional<DatasetVersion.Item> row = datasets.item(version.get().id(), item);
        if (row.isEmpty()) {
            problems.add(
                    new FieldProblem("item", "is no row of " + version.get().reference()));
            return null;
        }
        return new Row(version.get().reference(), sample(version.get(), row.get()));
    }

    private Optional<DatasetVersion> version(String sent) {
        Matcher parts = REFERENCE.matcher(sent);
        if (!parts.matches() || DatasetVersion.faultOfName(parts.group(1)) != null) {
            return Optional.empty();
        }
        return parts.group(2) == null
                ? datasets.latest(parts.group(1))
                : datasets.version(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    private static Sample sample(DatasetVersion version, DatasetVersion.Item row) {
        ColumnMapping mapping = ColumnMapping.ofWireNames(version.details().columns());
        return new RowReader(mapping).kept(row.number(), row.content()).sample();
    }
}
