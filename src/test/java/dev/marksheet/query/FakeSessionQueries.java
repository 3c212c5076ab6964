package dev.marksheet.query;

import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads sessions where a test keeps them. */
@SuppressWarnings("NullAway")
public final class FakeSessionQueries extends SessionQueries {

    private final Function<RunId, Optional<SessionReport>> kept;
    private final List<Row> rows = new ArrayList<>();

    public FakeSessionQueries(Function<RunId, Optional<SessionReport>> kept) {
        super(null);
        this.kept = kept;
    }

    /** A row that {@link #rows} gives. */
    public void add(Row row) {
        rows.add(row);
    }

    @Override
    public Optional<SessionReport> find(RunId run) {
        return kept.apply(run);
    }

    @Override
    public List<SessionReport> find(List<RunId> runs) {
        return runs.stream().map(kept).flatMap(Optional::stream).toList();
    }

    @Override
    public List<Row> rows(RunId run, int after, int limit) {
        return rows.stream()
                .filter(row -> row.run().equals(run) && row.number() > after)
                .limit(limit)
                .toList();
    }
}
