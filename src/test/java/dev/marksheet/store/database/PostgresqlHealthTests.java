package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.store.PostgresqlServer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PostgresqlHealthTests {

    private final String url = PostgresqlServer.shared().newDatabase();

    @Test
    void isReadyWhileCallsAreTaken() {
        assertThat(at(url).health()).isEqualTo(Health.up().build());
    }

    @Test
    void isNotReadyWhileTheDatabaseIsReadOnlyAndIsAgainAfterwards() {
        JdbcClient sql = PostgresqlServer.sql(url);
        String database =
                sql.sql("select current_database()").query(String.class).single();
        PostgresqlHealth health = at(url);

        sql.sql("alter database " + database + " set default_transaction_read_only = on")
                .update();
        assertIsOut(health, "it is read-only");

        PostgresqlServer.sql(url + "&options=-c%20default_transaction_read_only%3Doff")
                .sql("alter database " + database + " reset default_transaction_read_only")
                .update();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNotReadyWhileTheDatabaseCantBeReached() {
        assertIsOut(at("jdbc:postgresql://127.0.0.1:1/none"), "it can't be reached");
    }

    @Test
    void tellsWhatWasSeenLastWhileItIsBeingAsked() {
        Answer answer = new Answer();
        PostgresqlHealth health = new PostgresqlHealth(answer, PostgresqlServer.sql(url));
        answer.next = () -> {
            answer.meanwhile = CompletableFuture.supplyAsync(health::health).join();
            return true;
        };

        assertIsOut(health, "it is read-only");
        assertThat(answer.meanwhile).isEqualTo(Health.up().build());
        answer.next = () -> {
            answer.meanwhile = CompletableFuture.supplyAsync(health::health).join();
            return false;
        };
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(answer.meanwhile.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    private static void assertIsOut(PostgresqlHealth indicator, String why) {
        assertThat(indicator.health())
                .isEqualTo(Health.outOfService().withDetail("database", why).build());
    }

    private static PostgresqlHealth at(String url) {
        DriverManagerDataSource source = new DriverManagerDataSource(url);
        JdbcClient jdbc = JdbcClient.create(source);
        return new PostgresqlHealth(
                new Transactions(new TransactionTemplate(new JdbcTransactionManager(source)), jdbc), jdbc);
    }

    /** Answers in place of the database. */
    private static final class Answer implements Writes {

        private Supplier<Boolean> next = () -> false;
        private Health meanwhile = Health.unknown().build();

        @Override
        @SuppressWarnings("unchecked")
        public <T> CompletableFuture<T> submit(Supplier<T> change) {
            return CompletableFuture.completedFuture((T) next.get());
        }

        @Override
        public <T> T exclusively(RunId run, Supplier<T> work) {
            throw new UnsupportedOperationException();
        }
    }
}
