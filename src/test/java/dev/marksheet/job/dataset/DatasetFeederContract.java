package dev.marksheet.job.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marksheet.dataset.DatasetReader;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.SampleRules;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import dev.marksheet.store.Database;
import dev.marksheet.threads.Futures;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do with datasets on their way into sessions. */
abstract class DatasetFeederContract {

    private static final int ROWS = 450;
    private static final JobProperties PROPERTIES =
            new JobProperties(1, 100_000, Duration.ofMinutes(1), Duration.ofSeconds(1), true);

    private Database db;
    private Shelved queue;
    private DatasetShelf shelf;
    private DatasetVersion version;

    abstract Database newDatabase();

    @BeforeEach
    void open() throws Exception {
        db = newDatabase();
        queue = new Shelved(db);
        shelf = new DatasetShelf(
                db.datasets(), db.datasetFeeds(), db.datasetQueries(), new SampleRules(1000), Clock.systemUTC());
        String file = IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> "{\"question\":\"Q" + i + "\"" + (i % 10 == 0 ? "" : ",\"answer\":\"A\"") + "}")
                .collect(Collectors.joining("\n"));
        DatasetReader rows =
                new DatasetReader(() -> new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), null);
        version = shelf.put(new DatasetShelf.Upload("many", rows, "hash", 1, Map.of()), false)
                .version();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void makesEveryAnsweredRowACallOnceInOrderWhateverFails() {
        queue.failures = 3;
        DatasetFeeder feeder = started();
        feeder.order(feed("faithfulness"), version);
        awaitFed();
        feeder.order(feed("faithfulness"), version);
        awaitFed();
        feeder.stop();

        assertThat(questions())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS)
                        .filter(i -> i % 10 != 0)
                        .mapToObj(i -> "Q" + i)
                        .toList());
        assertThat(db.count("select count(*) from job where item = '449'")).isEqualTo(1);
        assertThat(db.count("select queued from session where run_id = 'session-s'"))
                .isEqualTo(405);
        assertThat(db.datasetQueries().progress(new RunId("session-s")).orElseThrow())
                .returns(405L, progress -> progress.of())
                .returns(0L, progress -> progress.done());
    }

    @Test
    void goesOnWhereAnotherProcessStopped() {
        DatasetFeeder first = started();
        queue.stopAfter = 1;
        first.order(feed("faithfulness"), version);
        await().until(() -> queue.accepted == 1);
        first.stop();
        long before = db.count("select count(*) from job");
        assertThat(before).isPositive().isLessThan(405);

        queue.stopAfter = Integer.MAX_VALUE;
        DatasetFeeder second = started();
        awaitFed();
        second.stop();

        assertThat(questions()).hasSize(405).doesNotHaveDuplicates();
    }

    @Test
    void stopsWithTheSessionAndGoesOnWhenItIsOrderedAgain() {
        DatasetFeeder feeder = started();
        queue.stopAfter = 1;
        feeder.order(feed("faithfulness"), version);
        await().until(() -> queue.accepted == 1);
        db.datasetFeeds().stop(new RunId("session-s")).join();
        queue.stopAfter = Integer.MAX_VALUE;

        feeder.order(feed("faithfulness"), version);
        awaitFed();
        feeder.stop();
        assertThat(questions()).hasSize(405).doesNotHaveDuplicates();
    }

    @Test
    void leavesOneDatasetOfOneSessionToOneWayOfScoring() {
        DatasetFeeder feeder = started();
        feeder.order(feed("faithfulness"), version);
        assertThatThrownBy(() -> feeder.order(feed("answer_relevancy"), version))
                .isInstanceOf(OtherFeedException.class)
                .hasMessageContaining("many@1");
        awaitFed();
        feeder.stop();
    }

    @Test
    void leavesATenthOfTheQueueToOthers() {
        DatasetFeeder feeder = new DatasetFeeder(
                db.datasetFeeds(),
                db.datasetQueries(),
                queue,
                sample -> Language.EN,
                new JobProperties(1, 100, Duration.ofMinutes(1), Duration.ofSeconds(1), true),
                Clock.systemUTC(),
                true,
                () -> {});
        feeder.start();
        feeder.order(feed("faithfulness"), version);
        await().until(() -> db.count("select count(*) from job") == 90);
        db.sql("update session set queued = 80 where run_id = 'session-s'");
        await().until(() -> db.count("select count(*) from job") == 100);
        feeder.stop();
        assertThatThrownBy(() -> shelf.delete("many")).isInstanceOf(DatasetInUseException.class);
    }

    private DatasetFeeder started() {
        DatasetFeeder feeder = new DatasetFeeder(
                db.datasetFeeds(),
                db.datasetQueries(),
                queue,
                sample -> Language.EN,
                PROPERTIES,
                Clock.systemUTC(),
                true,
                () -> {});
        feeder.start();
        return feeder;
    }

    private void awaitFed() {
        await().until(() -> db.count("select count(*) from dataset_feed where state = 'feeding'") == 0);
    }

    private List<String> questions() {
        return db
                .jdbc
                .sql("select request from job_request r join job j on j.job_id = r.job_id order by seq")
                .query(String.class)
                .list()
                .stream()
                .map(request -> request.replaceAll(".*\"question\":\"(Q\\d+)\".*", "$1"))
                .toList();
    }

    private static DatasetFeed feed(String metric) {
        return new DatasetFeed(new SessionId("s"), "many", 1, List.of(metric), Map.of(), "local", "local", Language.EN);
    }

    /** Stores calls as the queues do, and hands none out. */
    private static final class Shelved implements BiConsumer<List<ScoreRequest>, Runnable> {

        private final Database db;
        private int failures;
        private volatile int accepted;
        private volatile int stopAfter = Integer.MAX_VALUE;

        Shelved(Database db) {
            this.db = db;
        }

        @Override
        public void accept(List<ScoreRequest> requests, Runnable afterwards) {
            if (accepted >= stopAfter) {
                throw new JobQueueFullException(1);
            }
            boolean fails = failures > 0;
            Futures.join(db.jobs.acceptAll(requests, Database.NOW, job -> {}, () -> {
                afterwards.run();
                if (fails) {
                    failures--;
                    // After all was written, as a crash might come.
                    throw new JobQueueFullException(1);
                }
            }));
            accepted++;
        }
    }
}
