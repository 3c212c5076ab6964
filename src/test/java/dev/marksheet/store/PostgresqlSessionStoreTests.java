package dev.marksheet.store;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresqlSessionStoreTests extends SessionStoreContract {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }

    @Test
    void acceptsAndStartsCallsOfASessionWhileItsRowsAreWritten() throws Exception {
        ScoreJob first = db.running("s");
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        CompletableFuture<Void> recorder = CompletableFuture.runAsync(
                () -> db.sessions.exclusively(first.run(), () -> {
                    SessionReport before = db.report(first.run());
                    writing.countDown();
                    await(written);
                    db.record(Database.counted(before, 1, 0.5, Database.NOW), Database.row(1, first, 0.5));
                    return true;
                }),
                threads);
        await(writing);

        CompletableFuture<?> second = CompletableFuture.supplyAsync(() -> db.running("s"), threads);
        CompletableFuture<?> third = CompletableFuture.supplyAsync(() -> db.accept("s"), threads);

        second.get(30, TimeUnit.SECONDS);
        third.get(30, TimeUnit.SECONDS);
        assertThat(recorder).isNotDone();
        written.countDown();
        recorder.get(30, TimeUnit.SECONDS);
        assertThat(db.report(first.run()).counts()).isEqualTo(counts(1, 1, 1, 0));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
