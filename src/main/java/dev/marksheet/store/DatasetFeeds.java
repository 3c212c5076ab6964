package dev.marksheet.store;

import dev.marksheet.session.RunId;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.store.database.Writes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Versions of datasets on their way into sessions, and how far each has come. Safe for use by many threads at once. */
@Repository
public class DatasetFeeds {

    private static final String ONE = " where run_id = :run and name = :name and version = :version";

    private final JdbcClient jdbc;
    private final Writes writes;
    private final NewJobs sessions;

    DatasetFeeds(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.sessions = new NewJobs(jdbc, new SecureRandom(), () -> null);
    }

    /**
     * A feed that has not ended.
     *
     * @param last the number of the last row that became a call
     */
    public record Open(DatasetFeed feed, int last) {}

    /**
     * Keeps a feed until it has ended, makes its session, and leaves one that was there as it is, unless it was stopped: it
     * goes on then.
     *
     * @param items how many rows are going to be calls
     * @return the one that is kept now
     */
    public CompletableFuture<DatasetFeed> place(DatasetFeed feed, int items, Instant now) {
        String request = Json.write(feed);
        return writes.submit(() -> {
            sessions.ensureSession(feed.session(), null, now);
            one("""
                    insert into dataset_feed (run_id, name, version, created_at, request, state)
                    values (:run, :name, :version, :now, :request, 'feeding')
                    on conflict (run_id, name, version) do update set state = 'feeding', claimed_to = 0
                    where dataset_feed.state = 'stopped' and dataset_feed.request = excluded.request
                    """, feed)
                    .param("now", now.toEpochMilli())
                    .param("request", request)
                    .update();
            one("""
                    insert into dataset_use (run_id, name, version, began_at, item_count)
                    values (:run, :name, :version, :now, :items) on conflict do nothing
                    """, feed)
                    .param("now", now.toEpochMilli())
                    .param("items", items)
                    .update();
            return Json.readFeed(one("select request from dataset_feed" + ONE, feed)
                    .query(String.class)
                    .single());
        });
    }

    /** Feeds that have not ended, the oldest first. */
    public List<Open> open(int limit) {
        return jdbc.sql("select request, last_number from dataset_feed where state = 'feeding'"
                        + " order by created_at limit :limit")
                .param("limit", limit)
                .query((row, n) -> new Open(Json.readFeed(row.getString("request")), row.getInt("last_number")))
                .list();
    }

    /** The feed was stopped, or somebody else went on with it. */
    public static final class FeedLostException extends RuntimeException {

        private static final long serialVersionUID = 1;

        FeedLostException(DatasetFeed feed) {
            super("the feed of " + feed.reference() + " was stopped or is another process's");
        }
    }

    /** Takes the right to go on with a feed, over all processes; empty while another has it, or once it has ended. */
    public Optional<Open> claim(DatasetFeed feed, Instant now, Instant until) {
        boolean claimed = writes.submit(() -> one(
                                        "update dataset_feed set claimed_to = :until" + ONE
                                                + " and state = 'feeding' and claimed_to <= :now",
                                        feed)
                                .param("until", until.toEpochMilli())
                                .param("now", now.toEpochMilli())
                                .update()
                        == 1)
                .join();
        return !claimed
                ? Optional.empty()
                : one("select last_number from dataset_feed" + ONE, feed)
                        .query(Integer.class)
                        .optional()
                        .map(last -> new Open(feed, last));
    }

    /**
     * Says how far a feed has come and gives the right to go on back. Belongs into the transaction of the calls.
     *
     * @throws FeedLostException if it was stopped, or somebody else went on with it: nothing is to be stored
     */
    public void advance(Open from, int last) {
        int updated = one(
                        "update dataset_feed set last_number = :last, claimed_to = 0" + ONE
                                + " and state = 'feeding' and last_number = :before",
                        from.feed())
                .param("last", last)
                .param("before", from.last())
                .update();
        if (updated != 1) {
            throw new FeedLostException(from.feed());
        }
    }

    /** Gives the right to go on back as it stands. */
    public CompletableFuture<Void> release(DatasetFeed feed) {
        return change(feed, "claimed_to = 0");
    }

    /** Ends a feed all of whose rows have become calls. */
    public CompletableFuture<Void> end(DatasetFeed feed) {
        return change(feed, "claimed_to = 0, state = 'fed'");
    }

    private CompletableFuture<Void> change(DatasetFeed feed, String change) {
        return writes.submit(() -> {
            one("update dataset_feed set " + change + ONE + " and state = 'feeding'", feed)
                    .update();
            return null;
        });
    }

    /** Stops what is on its way into a session; calls that came of it stay. */
    public CompletableFuture<Integer> stop(RunId run) {
        return writes.submit(
                () -> jdbc.sql("update dataset_feed set state = 'stopped' where run_id = :run and state = 'feeding'")
                        .param("run", run.value())
                        .update());
    }

    /** Whether a version of the dataset is on its way into a session. */
    public boolean isFeeding(String dataset) {
        return jdbc.sql("select 1 from dataset_feed where name = :name and state = 'feeding' limit 1")
                .param("name", dataset)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** How many calls wait, over all sessions. */
    public long queued() {
        return jdbc.sql("select coalesce(sum(queued), 0) from session where queued + running > 0")
                .query(Long.class)
                .single();
    }

    private JdbcClient.StatementSpec one(String sql, DatasetFeed feed) {
        return jdbc.sql(sql)
                .param("run", feed.run().value())
                .param("name", feed.dataset())
                .param("version", feed.version());
    }
}
