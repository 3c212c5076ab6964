package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What readiness makes of PostgreSQL's answers, which the test gives. */
@SuppressWarnings("NullAway")
class WritesHealthTests {

    private final Answers answers = new Answers();
    private final PostgresqlHealth health = new PostgresqlHealth(answers, null);

    /** Answers in place of the database. */
    private static final class Answers implements Writes {

        private Supplier<CompletableFuture<?>> next = () -> CompletableFuture.completedFuture(false);

        @Override
        @SuppressWarnings("unchecked")
        public <T> CompletableFuture<T> submit(Supplier<T> change) {
            return (CompletableFuture<T>) next.get();
        }

        @Override
        public <T> T exclusively(RunId run, Supplier<T> work) {
            throw new UnsupportedOperationException();
        }
    }

    private static Health out(String why) {
        return Health.outOfService().withDetail("database", why).build();
    }

    @Test
    void isUpWhileWritesAreTaken() {
        assertThat(health.health()).isEqualTo(Health.up().build());
    }

    @Test
    void isOutWhileTheDatabaseIsReadOnly() {
        answers.next = () -> CompletableFuture.completedFuture(true);

        assertThat(health.health()).isEqualTo(out("it is read-only"));
    }

    @Test
    void isOutWhileItCantBeReachedAndUpAfterwards() {
        answers.next = () -> CompletableFuture.failedFuture(new IllegalStateException("away"));
        assertThat(health.health()).isEqualTo(out("it can't be reached"));

        answers.next = () -> CompletableFuture.completedFuture(false);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whoComesWhileItIsAskedIsToldWhatWasSeenLast() {
        List<Status> meanwhile = new ArrayList<>();
        answers.next = () -> {
            meanwhile.add(CompletableFuture.supplyAsync(health::health).join().getStatus());
            return CompletableFuture.completedFuture(meanwhile.size() == 1);
        };

        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(meanwhile).containsExactly(Status.UP, Status.OUT_OF_SERVICE);
    }

    @Test
    void othersAskAgainOnceItIsAnswered() {
        health.health();
        answers.next = () -> CompletableFuture.completedFuture(true);

        assertThat(CompletableFuture.supplyAsync(health::health).join().getStatus())
                .isEqualTo(Status.OUT_OF_SERVICE);
    }
}
