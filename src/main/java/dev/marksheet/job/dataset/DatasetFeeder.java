package dev.marksheet.job.dataset;

import dev.marksheet.dataset.ColumnMapping;
import dev.marksheet.dataset.DatasetRow;
import dev.marksheet.dataset.RowReader;
import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.OpenOrders;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import dev.marksheet.store.DatasetFeeds;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Makes calls of the rows of datasets that have an answer, in their order and each once: the calls and how far the dataset
 * has come are stored together, some rows at a time, so that a crash costs nothing and other sessions get their turns. A
 * tenth of the queue stays free for calls that clients send. Safe for use by many threads at once.
 */
public final class DatasetFeeder implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetFeeder.class);
    private static final int BATCH = 200;
    private static final int FEEDS = 100;
    private static final double PART_OF_THE_QUEUE = 0.9;
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final DatasetFeeds feeds;
    private final DatasetQueries datasets;
    private final BiConsumer<List<ScoreRequest>, Runnable> queue;
    private final Function<Sample, Language> languages;
    private final Clock clock;
    private final boolean manyNodes;
    private final long most;
    private final Runnable sweep;
    private final OpenOrders<DatasetFeeds.Open> open;

    /**
     * @param queue takes calls and what is done in the same transaction: {@link CallQueue#acceptAll}
     * @param languages in which a row is judged where nobody says
     * @param manyNodes whether other processes may feed the same
     * @param sweep done now and then
     */
    DatasetFeeder(
            DatasetFeeds feeds,
            DatasetQueries datasets,
            BiConsumer<List<ScoreRequest>, Runnable> queue,
            Function<Sample, Language> languages,
            JobProperties properties,
            Clock clock,
            boolean manyNodes,
            Runnable sweep) {
        this.feeds = feeds;
        this.datasets = datasets;
        this.queue = queue;
        this.languages = languages;
        this.clock = clock;
        this.manyNodes = manyNodes;
        this.most = Math.max(1, (long) (properties.queueCapacity() * PART_OF_THE_QUEUE));
        this.sweep = sweep;
        this.open = new OpenOrders<>(
                "dataset",
                () -> feeds.open(FEEDS),
                this::goOn,
                manyNodes,
                "Datasets wait to be scored and are tried again");
    }

    /**
     * Has the rows of a version scored that have an answer. When this returns, that is durable and will be done, whatever
     * happens to this process; what was ordered before is not done again.
     *
     * @throws OtherFeedException if the version is in the session already, scored in another way
     */
    public void order(DatasetFeed feed, DatasetVersion version) {
        DatasetFeed kept = Futures.join(feeds.place(feed, version.answered(), clock.instant()));
        if (!kept.equals(feed)) {
            throw new OtherFeedException(kept);
        }
        open.look();
    }

    /** Whether rows became calls. */
    private boolean goOn(DatasetFeeds.Open one) {
        long room = most - feeds.queued();
        if (room <= 0) {
            return false;
        }
        Optional<DatasetFeeds.Open> mine = manyNodes ? claimed(one.feed()) : Optional.of(one);
        if (mine.isEmpty()) {
            return false;
        }
        try {
            return feed(mine.get(), (int) Math.min(BATCH, room));
        } catch (JobQueueFullException e) {
            Futures.join(feeds.release(one.feed()));
            return false;
        } catch (DatasetFeeds.FeedLostException e) {
            LOG.debug("Nothing of it was stored", e);
            return false;
        }
    }

    private Optional<DatasetFeeds.Open> claimed(DatasetFeed feed) {
        Instant now = clock.instant();
        return feeds.claim(feed, now, now.plus(LEASE));
    }

    private boolean feed(DatasetFeeds.Open from, int limit) {
        DatasetFeed feed = from.feed();
        Optional<DatasetVersion> version = datasets.version(feed.dataset(), feed.version());
        List<DatasetVersion.Item> items =
                version.map(v -> datasets.answered(v.id(), from.last(), limit)).orElse(List.of());
        if (items.isEmpty()) {
            Futures.join(feeds.end(feed));
            return false;
        }
        RowReader reader = new RowReader(
                ColumnMapping.ofWireNames(version.orElseThrow().details().columns()));
        List<ScoreRequest> calls = items.stream()
                .map(item -> call(feed, reader.kept(item.number(), item.content())))
                .toList();
        int last = items.get(items.size() - 1).number();
        queue.accept(calls, () -> feeds.advance(from, last));
        return true;
    }

    private ScoreRequest call(DatasetFeed feed, DatasetRow row) {
        Language language = feed.language() == null ? languages.apply(row.sample()) : feed.language();
        return new ScoreRequest(
                        feed.session(),
                        row.sample(),
                        feed.metrics(),
                        feed.metricParams(),
                        feed.judgeModel(),
                        feed.embeddingModel(),
                        language)
                .ofDataset(feed.reference(), row.item());
    }

    /** Goes on with what a stop or a crash has left. */
    @Override
    public void start() {
        open.hourly(this::sweep);
        open.start();
    }

    private void sweep() {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.warn("Datasets that were not stored are not deleted yet ({})", e.getMessage());
        }
    }

    @Override
    public void stop() {
        open.stop();
    }

    @Override
    public boolean isRunning() {
        return open.isOpen();
    }

    /** Calls are accepted once those that were left open are taken up. */
    @Override
    public int getPhase() {
        return SessionScoreJobManager.PHASE + 1;
    }
}
