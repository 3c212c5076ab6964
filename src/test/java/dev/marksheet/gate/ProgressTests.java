package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTests {

    @ParameterizedTest
    @CsvSource({
        "5, 0, 5,   , true",
        "4, 1, 5,   , false",
        "5, 0, 5, 5 , true",
        "5, 0, 5, 6 , false",
        "7, 0, 7, 5 , true",
        "5, 2, 7, 5 , false"
    })
    void isCompleteOnceNothingIsOpenAndAllThatWereExpectedHaveEnded(
            long counted, long open, long all, @Nullable Long expected, boolean complete) {
        assertThat(new Progress(counted, open, all, expected).complete()).isEqualTo(complete);
    }

    @Test
    void saysWhatIsStillToCome() {
        assertThat(new Progress(5, 0, 5, null).missing()).isEmpty();
        assertThat(new Progress(5, 0, 5, 5L).missing()).isEmpty();
        assertThat(new Progress(4, 1, 5, null).missing()).containsExactly(new Reason("open.one", List.of("1", "5")));
        assertThat(new Progress(3, 2, 5, 6L).missing())
                .containsExactly(new Reason("open", List.of("2", "5")), new Reason("expected", List.of("5", "6")));
    }

    @Test
    void aGateIsSettledByAVerdictOrByTheEndOfAllThatWasExpected() {
        CriterionResult undecided = Gates.criterion(GateVerdict.UNDECIDED);

        assertThat(settled(new Progress(5, 3, 8, null), Gates.criterion(GateVerdict.PASS)))
                .isTrue();
        assertThat(settled(new Progress(5, 3, 8, null), Gates.criterion(GateVerdict.FAIL)))
                .isTrue();
        assertThat(settled(new Progress(8, 0, 8, 8L), undecided)).isTrue();
        assertThat(settled(new Progress(7, 1, 8, 8L), undecided)).isFalse();
        // Without an expected number, the next call may always come.
        assertThat(settled(new Progress(8, 0, 8, null), undecided)).isFalse();
    }

    private static boolean settled(Progress progress, CriterionResult criterion) {
        return Gates.result(progress, null, criterion).isSettled();
    }
}
