package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTests {

    @ParameterizedTest
    @CsvSource({
        "QUEUED,    RUNNING CANCELLED",
        "RUNNING,   QUEUED COMPLETED FAILED CANCELLED",
        "COMPLETED, QUEUED",
        "FAILED,    QUEUED",
        "CANCELLED, ''"
    })
    void goesOnlyTheWaysThatThereAre(JobStatus from, String to) {
        assertThat(Arrays.stream(JobStatus.values())
                        .filter(from::canBecome)
                        .map(JobStatus::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, false, false",
        "RUNNING, false, false",
        "COMPLETED, true, true",
        "FAILED, true, true",
        "CANCELLED, true, false"
    })
    void tellsAnEndFromAResult(JobStatus status, boolean isFinal, boolean hasResult) {
        assertThat(status.isFinal()).isEqualTo(isFinal);
        assertThat(status.hasResult()).isEqualTo(hasResult);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsWireName(JobStatus status) {
        assertThat(status.wireName()).isEqualTo(status.name().toLowerCase());
        assertThat(JobStatus.ofWireName(status.wireName())).isEqualTo(status);
    }

    @Test
    void drawsJobIdsOfTwelveDigitsWithTheirZeros() {
        RandomGenerator few = () -> 0xABCDL;

        assertThat(JobId.draw(few)).isEqualTo(new JobId("00000000abcd"));
    }

    @ParameterizedTest
    @CsvSource({"''", "0123456789a", "0123456789abc", "0123456789AB", "0123456789ag", "0123456789a/"})
    void hasNoOtherJobIds(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JobId(value)).withMessage("not a job id");
    }
}
