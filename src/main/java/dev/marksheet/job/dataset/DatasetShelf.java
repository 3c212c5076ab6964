package dev.marksheet.job.dataset;

import dev.marksheet.dataset.ColumnMapping;
import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetRow;
import dev.marksheet.dataset.DatasetSurvey;
import dev.marksheet.dataset.RawRow;
import dev.marksheet.dataset.RowReader;
import dev.marksheet.dataset.RowSource;
import dev.marksheet.job.SampleRules;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.dataset.LineProblem;
import dev.marksheet.session.text.Sha256;
import dev.marksheet.store.DatasetFeeds;
import dev.marksheet.store.DatasetStore;
import dev.marksheet.threads.Futures;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files in as versions of datasets: looked at first, then stored row by row, so that memory does not grow with the
 * file. A file that is partly wrong is stored only when that is asked for. Safe for use by many threads at once.
 */
public final class DatasetShelf {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetShelf.class);

    /** So many files are read at a time; others wait. */
    private static final int AT_ONCE = 2;

    private static final int MOST_PROBLEMS = 1000;
    private static final int DISCARDED_AT_ONCE = 500;

    /** So long a file that was looked at can still be stored. */
    private static final Duration DRAFTS = Duration.ofHours(24);

    private final DatasetStore store;
    private final DatasetFeeds feeds;
    private final DatasetQueries queries;
    private final SampleRules rules;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    DatasetShelf(DatasetStore store, DatasetFeeds feeds, DatasetQueries queries, SampleRules rules, Clock clock) {
        this.store = store;
        this.feeds = feeds;
        this.queries = queries;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A file that came in.
     *
     * @param hash of its bytes
     * @param named columns that are told for fields; an empty name leaves the field out
     */
    public record Upload(String name, RowSource rows, String hash, long bytes, Map<DatasetField, String> named) {

        private String source() {
            return Sha256.hex(hash + new TreeMap<>(named), 16);
        }
    }

    /**
     * What became of a file.
     *
     * @param stored whether it was stored now and not before
     */
    public record Outcome(DatasetVersion version, boolean stored) {}

    /**
     * Stores a file as the next version of its dataset; the same file once more is the version that it was.
     *
     * @param partial whether sound rows are stored although others are not
     * @throws DatasetRefusedException if it can't be stored as it is
     */
    public Outcome put(Upload upload, boolean partial) throws IOException, InterruptedException {
        Optional<DatasetVersion> same = store.bySource(upload.name(), upload.source());
        if (same.isPresent()) {
            if (!partial && same.get().details().problemCount() > 0) {
                throw new DatasetRefusedException(same.get().details(), List.of());
            }
            return new Outcome(same.get(), false);
        }
        places.acquire();
        try {
            DatasetVersion looked = looked(upload);
            requireSound(looked, partial);
            write(looked, upload.rows(), false);
            DatasetVersion stored = Futures.join(store.finish(looked));
            boolean first = stored.id().equals(looked.id());
            if (!first) {
                discard(looked.id());
            }
            return new Outcome(stored, first);
        } finally {
            places.release();
        }
    }

    private static void requireSound(DatasetVersion looked, boolean partial) {
        if (looked.rows() == 0) {
            throw new DatasetRefusedException(
                    looked.details(), List.of(new SampleRules.Fault("rows", "there is none that can be stored")));
        }
        if (looked.details().problemCount() > 0 && !partial) {
            throw new DatasetRefusedException(looked.details(), List.of());
        }
    }

    /**
     * What would become of a file; nothing is stored.
     *
     * @throws DatasetRefusedException if it is no file of rows with a question
     */
    public DatasetVersion look(Upload upload) throws IOException, InterruptedException {
        places.acquire();
        try {
            return looked(upload);
        } finally {
            places.release();
        }
    }

    /** Keeps all rows that can be read for a while without storing the file, so that it can be decided on. */
    public DatasetVersion keep(Upload upload) throws IOException, InterruptedException {
        places.acquire();
        try {
            DatasetSurvey survey = upload.rows().survey();
            DatasetVersion draft = version(upload, survey, ColumnMapping.of(survey.columns(), upload.named()), 0, 0);
            write(draft, upload.rows(), true);
            return draft;
        } finally {
            places.release();
        }
    }

    /** A file that was kept to be decided on. */
    public Optional<DatasetVersion> kept(String id) {
        return store.draft(id);
    }

    /** Its rows. */
    public RowSource rowsOf(DatasetVersion draft) {
        return new KeptRows(queries, draft);
    }

    private DatasetVersion looked(Upload upload) throws IOException {
        DatasetSurvey survey = upload.rows().survey();
        ColumnMapping mapping = ColumnMapping.of(survey.columns(), upload.named());
        DatasetVersion.Details found = details(survey, mapping, survey.problems(), survey.problemCount());
        List<SampleRules.Fault> faults = faults(upload, survey, mapping);
        if (!faults.isEmpty()) {
            throw new DatasetRefusedException(found, faults);
        }
        List<LineProblem> problems = new ArrayList<>(survey.problems());
        int[] count = {survey.problemCount()};
        DatasetCheck check = new DatasetCheck(mapping, rules, problem -> {
            count[0]++;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(problem);
            }
        });
        upload.rows().rows(check::look);
        problems.sort(Comparator.comparingInt(LineProblem::line));
        DatasetVersion version = version(upload, survey, mapping, check.sound(), check.answered());
        return version.found(details(survey, mapping, problems, count[0]));
    }

    private static List<SampleRules.Fault> faults(Upload upload, DatasetSurvey survey, ColumnMapping mapping) {
        List<SampleRules.Fault> faults = new ArrayList<>();
        String columns = String.join(", ", survey.columns().stream().limit(50).toList());
        upload.named().forEach((field, column) -> {
            if (!column.isEmpty() && !survey.columns().contains(column)) {
                faults.add(new SampleRules.Fault(
                        field.wireName(), "names a column that the file does not have; found: " + columns));
            }
        });
        if (survey.rows() == 0) {
            faults.add(new SampleRules.Fault("rows", "there are none in the file"));
        } else if (faults.isEmpty() && survey.problemCount() < survey.rows() && !mapping.has(DatasetField.QUESTION)) {
            faults.add(new SampleRules.Fault(
                    "question", "no column is known as the question; name it by ?question=COLUMN; found: " + columns));
        }
        return faults;
    }

    private DatasetVersion version(Upload upload, DatasetSurvey survey, ColumnMapping mapping, int rows, int answered) {
        return new DatasetVersion(
                UUID.randomUUID().toString(),
                upload.name(),
                0,
                clock.instant(),
                upload.source(),
                upload.bytes(),
                rows,
                answered,
                details(survey, mapping, survey.problems(), survey.problemCount()));
    }

    private static DatasetVersion.Details details(
            DatasetSurvey survey, ColumnMapping mapping, List<LineProblem> problems, int count) {
        return new DatasetVersion.Details(
                survey.format().wireName(), survey.encoding(), mapping.wireNames(), problems, count);
    }

    /** @param all whether rows are kept with which something is wrong, without a look at it */
    private void write(DatasetVersion draft, RowSource rows, boolean all) throws IOException {
        Futures.join(store.begin(draft));
        DatasetCheck check =
                new DatasetCheck(ColumnMapping.ofWireNames(draft.details().columns()), rules, problem -> {});
        try (ItemWriter writer = new ItemWriter(store, draft.id())) {
            rows.rows(raw -> {
                if (all) {
                    writer.add(item(raw, Integer.toString(raw.number()), false));
                } else {
                    check.look(raw).ifPresent(row -> writer.add(item(raw, row)));
                }
            });
        }
    }

    private static DatasetVersion.Item item(RawRow raw, DatasetRow row) {
        return item(raw, row.item(), row.isAnswered());
    }

    private static DatasetVersion.Item item(RawRow raw, String item, boolean answered) {
        return new DatasetVersion.Item(raw.number(), item, answered, raw.line(), RowReader.content(raw));
    }

    /**
     * Deletes a dataset; false when there is none. Calls that were made of it stay.
     *
     * @throws DatasetInUseException while it is on its way into a session
     */
    public boolean delete(String name) {
        if (feeds.isFeeding(name)) {
            throw new DatasetInUseException(name);
        }
        List<String> ids = Futures.join(store.withdraw(name));
        ids.forEach(this::discard);
        return !ids.isEmpty();
    }

    /** Deletes what was kept and is not wanted any more. */
    public void discard(String id) {
        while (Futures.join(store.discard(id, DISCARDED_AT_ONCE))) {
            Thread.yield();
        }
    }

    /** Deletes what a crash, a change of mind or a deletion left. */
    void sweep() {
        List<String> left = store.left(clock.instant().minus(DRAFTS));
        if (!left.isEmpty()) {
            LOG.info("{} datasets that were not stored are deleted", left.size());
            left.forEach(this::discard);
        }
    }
}
