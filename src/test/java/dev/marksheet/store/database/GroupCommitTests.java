package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.RunId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Which changes share a transaction, and what becomes of the others when one fails; no database. */
@Timeout(30)
class GroupCommitTests {

    /** What happened in each transaction, in order; {@code undone} last where it was not committed. */
    private final List<List<String>> transactions = Collections.synchronizedList(new ArrayList<>());

    private volatile CommitGuard guard = () -> {};
    private final WriteQueue queue = new WriteQueue(new RecordedTransactions(), () -> guard.check());
    private final CountDownLatch gate = new CountDownLatch(1);

    private final class RecordedTransactions extends TransactionTemplate {

        private static final long serialVersionUID = 1;

        @Override
        public <T> T execute(TransactionCallback<T> action) {
            transactions.add(new ArrayList<>());
            try {
                return action.doInTransaction(new SimpleTransactionStatus());
            } catch (RuntimeException | Error e) {
                done("undone");
                throw e;
            }
        }
    }

    @AfterEach
    void close() {
        gate.countDown();
        queue.close();
    }

    private void done(String what) {
        transactions.get(transactions.size() - 1).add(what);
    }

    private CompletableFuture<String> change(String name) {
        return queue.submit(() -> {
            done(name);
            return name.toUpperCase();
        });
    }

    private CompletableFuture<String> fails(String name, Throwable fault) {
        return queue.submit(() -> {
            done(name);
            throw GroupCommitTests.<RuntimeException>sneaky(fault);
        });
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable fault) throws E {
        throw (E) fault;
    }

    /** Keeps the writer busy, so that what is handed in next waits together. */
    private void hold() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        queue.submit(() -> {
            held.countDown();
            try {
                return gate.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        held.await();
    }

    private static <T> T result(CompletableFuture<T> future) {
        assertThat(future).succeedsWithin(Duration.ofSeconds(10));
        return future.join();
    }

    @Test
    void whatWaitsSharesOneTransactionInTheOrderItCame() throws InterruptedException {
        hold();
        CompletableFuture<String> a = change("a");
        CompletableFuture<String> b = change("b");
        CompletableFuture<String> nothing = queue.submit(() -> null);
        gate.countDown();

        assertThat(result(a)).isEqualTo("A");
        assertThat(result(b)).isEqualTo("B");
        assertThat(result(nothing)).isNull();
        assertThat(transactions).containsExactly(List.of(), List.of("a", "b"));
    }

    @Test
    void aTransactionTakesAtMostSoMany() throws InterruptedException {
        hold();
        List<CompletableFuture<String>> all =
                IntStream.range(0, 300).mapToObj(i -> change("c" + i)).toList();
        gate.countDown();
        all.forEach(GroupCommitTests::result);

        assertThat(transactions).extracting(List::size).containsExactly(0, 256, 44);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterOneFailsEachIsRunAgainAlone(boolean error) throws InterruptedException {
        Throwable fault = error ? new StackOverflowError("deep") : new IllegalStateException("no");
        hold();
        CompletableFuture<String> a = change("a");
        CompletableFuture<String> bad = fails("bad", fault);
        CompletableFuture<String> c = change("c");
        gate.countDown();

        assertThat(result(c)).isEqualTo("C");
        assertThat(result(a)).isEqualTo("A");
        assertThatThrownBy(bad::join).hasCause(fault);
        assertThat(transactions)
                .containsExactly(
                        List.of(), List.of("a", "bad", "undone"), List.of("a"), List.of("bad", "undone"), List.of("c"));
    }

    @Test
    void whatNobodyDeclaresFailsItsBatchAndTheWriterGoesOn() throws InterruptedException {
        hold();
        CompletableFuture<String> a = change("a");
        CompletableFuture<String> bad = fails("bad", new IOException("not declared"));
        gate.countDown();

        assertThat(a).failsWithin(Duration.ofSeconds(10));
        assertThatThrownBy(bad::join).hasRootCauseMessage("not declared");
        assertThat(result(change("next"))).isEqualTo("NEXT");
        assertThat(transactions.get(transactions.size() - 1)).containsExactly("next");
    }

    @Test
    void anInterruptedWriterGoesOn() {
        result(queue.submit(() -> {
            Thread.currentThread().interrupt();
            return 1;
        }));

        assertThat(result(change("next"))).isEqualTo("NEXT");
    }

    @Test
    void nothingIsDoneThatWouldNotLast() {
        guard = () -> {
            throw new IllegalStateException("the file is gone");
        };

        CompletableFuture<String> change = change("a");

        assertThat(change).failsWithin(Duration.ofSeconds(10));
        assertThatThrownBy(change::join).hasRootCauseMessage("the file is gone");
        assertThat(transactions).isEmpty();
    }

    @Test
    void whatIsFoundNotToLastAfterItsCommitIsNotAcknowledged() {
        guard = () -> {
            if (!transactions.isEmpty()) {
                throw new IllegalStateException("the file is gone");
            }
        };

        CompletableFuture<String> change = change("a");

        assertThat(change).failsWithin(Duration.ofSeconds(10));
        assertThat(transactions).containsExactly(List.of("a"));
    }

    @Test
    void whatWaitsIsCommittedBeforeItCloses() throws InterruptedException {
        hold();
        CompletableFuture<String> waits = change("waits");
        Thread closing = new Thread(queue::close);
        closing.start();
        while (closing.isAlive() && closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(closing.isAlive()).as("waits for the writer").isTrue();
        gate.countDown();
        closing.join();

        assertThat(waits).isCompletedWithValue("WAITS");
        assertThat(change("late"))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("the store is closed");
        assertThat(transactions).doesNotContain(List.of("late"));
    }

    @Test
    void whoeverIsInterruptedWhileItClosesStaysInterrupted() throws InterruptedException {
        hold();
        Thread.currentThread().interrupt();

        queue.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatIsExclusiveRunsOnTheCallersThread() {
        assertThat(queue.exclusively(new RunId("session-1"), Thread::currentThread))
                .isSameAs(Thread.currentThread());
        assertThat(transactions).isEmpty();
    }
}
