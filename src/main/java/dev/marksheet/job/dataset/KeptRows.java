package dev.marksheet.job.dataset;

import dev.marksheet.dataset.DatasetFormat;
import dev.marksheet.dataset.DatasetSurvey;
import dev.marksheet.dataset.RawRow;
import dev.marksheet.dataset.RowReader;
import dev.marksheet.dataset.RowSource;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.dataset.DatasetVersion;
import java.util.List;
import java.util.function.Consumer;

/** The rows of a file that was kept to be decided on. */
final class KeptRows implements RowSource {

    private static final int PAGE = 200;

    private final DatasetQueries queries;
    private final DatasetVersion draft;

    KeptRows(DatasetQueries queries, DatasetVersion draft) {
        this.queries = queries;
        this.draft = draft;
    }

    @Override
    public DatasetSurvey survey() {
        DatasetVersion.Details found = draft.details();
        int[] readable = {0};
        rows(row -> readable[0]++);
        return new DatasetSurvey(
                DatasetFormat.ofWireName(found.format()).orElse(DatasetFormat.CSV),
                found.encoding(),
                List.copyOf(found.columns().keySet()),
                readable[0] + found.problemCount(),
                found.problems(),
                found.problemCount());
    }

    @Override
    public void rows(Consumer<RawRow> consumer) {
        int last = 0;
        List<DatasetVersion.Item> page;
        do {
            page = queries.items(draft.id(), last, PAGE);
            for (DatasetVersion.Item item : page) {
                consumer.accept(RowReader.raw(item.number(), item.line(), item.content()));
                last = item.number();
            }
        } while (!page.isEmpty());
    }
}
