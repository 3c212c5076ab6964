package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marksheet.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

class WriteQueueTests {

    @TempDir
    Path folder;

    private Database db;

    @BeforeEach
    void open() {
        db = Database.sqlite(folder);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void keepsTheOthersOfABatchWhenOneFails() {
        CountDownLatch gate = hold();
        List<CompletableFuture<Integer>> good =
                IntStream.range(0, 5).mapToObj(i -> insert("before" + i)).toList();
        CompletableFuture<Integer> bad = db.writes.submit(() -> {
            sql("half");
            throw new IllegalStateException("this one fails");
        });
        CompletableFuture<Integer> after = insert("after");
        gate.countDown();

        assertThatThrownBy(bad::join).hasRootCauseMessage("this one fails");
        assertThat(good).extracting(CompletableFuture::join).containsOnly(1);
        assertThat(after.join()).isEqualTo(1);
        assertThat(sessions()).containsExactly("after", "before0", "before1", "before2", "before3", "before4");
    }

    @Test
    void failsOnlyTheChangeThatTheDatabaseRefuses() {
        CountDownLatch gate = hold();
        CompletableFuture<Integer> first = insert("one");
        CompletableFuture<Integer> twin = insert("one");
        CompletableFuture<Integer> other = insert("two");
        gate.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(other.join()).isEqualTo(1);
        assertThat(twin).isCompletedExceptionally();
        assertThat(sessions()).containsExactly("one", "two");
    }

    @Test
    void commitsWhatWaitsBeforeItCloses() {
        CountDownLatch gate = hold();
        List<CompletableFuture<Integer>> waiting =
                IntStream.range(0, 300).mapToObj(i -> insert("s" + i)).toList();
        gate.countDown();

        ((WriteQueue) db.writes).close();

        assertThat(waiting).extracting(CompletableFuture::join).containsOnly(1);
        assertThat(sessions()).hasSize(300);
    }

    @Test
    void refusesChangesOnceItIsClosed() {
        ((WriteQueue) db.writes).close();

        assertThatThrownBy(insert("late")::join).hasRootCauseMessage("the store is closed");
        assertThat(sessions()).isEmpty();
    }

    @Test
    void failsOnlyTheirOwnChangesForThoseWhoComeTooLate() throws InterruptedException {
        CountDownLatch gate = hold();
        CompletableFuture<Integer> intime = insert("in time");
        Thread closing = new Thread(((WriteQueue) db.writes)::close);
        closing.start();

        // Handed in until the queue is seen to be closed; what came before that is kept.
        await().until(() -> insert("late" + System.nanoTime()).isCompletedExceptionally());
        gate.countDown();

        closing.join();
        assertThat(intime.join()).isEqualTo(1);
        assertThat(sessions()).contains("in time");
    }

    @Test
    void outlivesWhateverATransactionThrows() {
        Queue<Throwable> faults = new ArrayDeque<>(List.of(new StackOverflowError(), new IOException("not declared")));
        TransactionTemplate faulty = new TransactionTemplate() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                Throwable fault = faults.poll();
                if (fault != null) {
                    throw WriteQueueTests.<RuntimeException>sneaky(fault);
                }
                return action.doInTransaction(new SimpleTransactionStatus());
            }
        };
        try (WriteQueue queue = new WriteQueue(faulty)) {
            assertThatThrownBy(queue.submit(() -> 1)::join).hasCauseInstanceOf(StackOverflowError.class);
            CompletableFuture<Integer> undeclared = queue.submit(() -> 2);
            assertThatThrownBy(() -> undeclared.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("not declared");
            assertThat(queue.submit(() -> 3))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(3);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable fault) throws E {
        throw (E) fault;
    }

    /** Keeps the writer busy, so that what is handed in next waits together. */
    private CountDownLatch hold() {
        CountDownLatch gate = new CountDownLatch(1);
        db.writes.submit(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
        return gate;
    }

    private CompletableFuture<Integer> insert(String name) {
        return db.writes.submit(() -> sql(name));
    }

    private int sql(String name) {
        return db.jdbc
                .sql("insert into session (run_id, session_id, created_at) values (:name, :name, 0)")
                .param("name", name)
                .update();
    }

    private List<String> sessions() {
        return db.jdbc
                .sql("select run_id from session order by run_id")
                .query(String.class)
                .list();
    }
}
