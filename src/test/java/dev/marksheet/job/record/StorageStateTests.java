package dev.marksheet.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class StorageStateTests {

    private final StorageState state = new StorageState();
    private final AtomicInteger recoveries = new AtomicInteger();

    @Test
    void tellsOfARecoveryOnceForEachRefusal() {
        state.onRecovery(recoveries::incrementAndGet);
        state.took();
        assertThat(state.refuses()).isFalse();
        assertThat(recoveries).hasValue(0);

        state.refused(new DataAccessResourceFailureException("disk full"));
        state.refused(new DataAccessResourceFailureException("disk full"));
        assertThat(state.refuses()).isTrue();
        assertThat(recoveries).hasValue(0);

        state.took();
        state.took();
        assertThat(state.refuses()).isFalse();
        assertThat(recoveries).hasValue(1);

        state.refused(new DataAccessResourceFailureException("disk full"));
        state.took();
        assertThat(recoveries).hasValue(2);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new DataAccessResourceFailureException("disk full"), true, true),
                Arguments.of(new CannotCreateTransactionException("no connection"), true, true),
                Arguments.of(new UncheckedIOException(new IOException("read-only")), true, false),
                // The database takes everything but these values.
                Arguments.of(new DataIntegrityViolationException("too long"), false, false),
                Arguments.of(new IllegalStateException("odd"), false, false),
                Arguments.of(new StackOverflowError(), false, false));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellsWhatPassesFromWhatComesWithTheCallItself(Throwable fault, boolean refusal, boolean byDatabase) {
        assertThat(StorageFaults.isRefusal(fault)).isEqualTo(refusal);
        assertThat(StorageFaults.isByDatabase(fault)).isEqualTo(byDatabase);
    }
}
