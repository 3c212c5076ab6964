package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which failures of a transaction are tried again; no database. */
@SuppressWarnings("NullAway")
class TransactionsTests {

    private static final RuntimeException LOST = new ConcurrencyFailureException("deadlock");
    private static final JdbcClient NONE = null;

    private final Queue<RuntimeException> faults = new ArrayDeque<>();
    private final Transactions transactions = new Transactions(new FaultyTransactions(), NONE);
    private int begun;

    private final class FaultyTransactions extends TransactionTemplate {

        private static final long serialVersionUID = 1;

        @Override
        public <T> T execute(TransactionCallback<T> action) {
            begun++;
            T result = action.doInTransaction(new SimpleTransactionStatus());
            RuntimeException fault = faults.poll();
            if (fault != null) {
                throw fault;
            }
            return result;
        }
    }

    @AfterEach
    void clear() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    private CompletableFuture<String> change(RuntimeException... coming) {
        faults.addAll(List.of(coming));
        return transactions.submit(() -> "done in " + begun);
    }

    private static RuntimeException[] lost(int times) {
        RuntimeException[] all = new RuntimeException[times];
        Arrays.fill(all, LOST);
        return all;
    }

    @Test
    void aChangeIsDoneOnTheCallersThread() {
        assertThat(change()).isCompletedWithValue("done in 1");
    }

    @Test
    void aLostRaceIsRunAgainUpToTenTimes() {
        assertThat(change(lost(9))).isCompletedWithValue("done in 10");
    }

    @Test
    void aRaceThatIsLostTenTimesIsGivenUp() {
        assertThatThrownBy(change(lost(10))::join).hasCause(LOST);
        assertThat(begun).isEqualTo(10);
    }

    @Test
    void aPartOfATransactionIsNotDoneAgainAlone() {
        TransactionSynchronizationManager.setActualTransactionActive(true);

        assertThatThrownBy(change(LOST)::join).hasCause(LOST);
        assertThat(begun).isEqualTo(1);
    }

    @Test
    void otherFaultsAreNotTriedAgain() {
        RuntimeException full = new DataAccessResourceFailureException("disk full");

        assertThatThrownBy(change(full)::join).hasCause(full);
        assertThat(begun).isEqualTo(1);
    }
}
