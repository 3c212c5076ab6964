package dev.marksheet.store;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.store.Database.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.ScoreJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do with the keys of calls. */
abstract class CallKeysContract {

    private Database db;

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void storesOneOfTheCallsThatComeTogetherUnderOneKey() {
        CallKey key = new CallKey("row 1", "hash");
        ExecutorService together = Executors.newFixedThreadPool(10);
        List<CompletableFuture<Optional<ScoreJob>>> calls = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> accept("s", key, NOW), together))
                .limit(10)
                .toList();

        List<ScoreJob> stored =
                calls.stream().flatMap(call -> call.join().stream()).toList();
        together.shutdown();

        assertThat(stored).hasSize(1);
        assertThat(db.callKeys().find(stored.get(0).run(), key, NOW))
                .contains(new CallKeys.Earlier(stored.get(0).id(), "hash"));
        assertThat(db.count("select count(*) from job")).isEqualTo(1);
        assertThat(db.report(stored.get(0).run()).counts()).isEqualTo(counts(1, 0, 0, 0));
    }

    @Test
    void knowsAKeyInItsOwnSessionAlone() {
        CallKey key = new CallKey("row 1", "hash");

        assertThat(accept("s", key, NOW)).isPresent();
        assertThat(accept("t", key, NOW)).isPresent();
        assertThat(accept("s", new CallKey("row 2", "hash"), NOW)).isPresent();
        assertThat(accept("s", new CallKey("row 1", "other"), NOW)).isEmpty();
    }

    @Test
    void forgetsKeysAfterTheirTimeInSmallSteps() {
        CallKey key = new CallKey("row 1", "hash");
        ScoreJob first = accept("s", key, NOW).orElseThrow();
        accept("s", new CallKey("row 2", "hash"), NOW.plusMillis(1));
        accept("s", new CallKey("row 3", "hash"), NOW.plusMillis(2));
        Instant later = NOW.plus(CallKey.LIFETIME);

        assertThat(db.callKeys().find(first.run(), key, later.minusMillis(1))).isPresent();
        assertThat(db.callKeys().find(first.run(), key, later)).isEmpty();
        ScoreJob again = accept("s", key, later).orElseThrow();

        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(db.callKeys().forgetOld(later.plusMillis(5), 1).join()).isEqualTo(1);
        assertThat(db.callKeys().forgetOld(later.plusMillis(5), 9).join()).isEqualTo(1);
        assertThat(db.callKeys().find(first.run(), key, later)).contains(new CallKeys.Earlier(again.id(), "hash"));
    }

    private Optional<ScoreJob> accept(String session, CallKey key, Instant now) {
        return db.jobs.accept(Database.request(session), key, now, job -> {}).join();
    }
}
