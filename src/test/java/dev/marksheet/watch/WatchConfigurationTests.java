package dev.marksheet.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchConfigurationTests {

    @ParameterizedTest
    @CsvSource({
        "2000, 1024, 512",
        "2000, 4000, 2000",
        "2000, 1048576, 2000",
        "2000, 9223372036854775807, 2000",
        "256, 1024, 256",
        "256, 1, 1",
        "2000, 0, 2000",
        "2000, -1, 2000",
    })
    void leavesHalfOfTheFileDescriptorsToOthers(int threads, long fileDescriptors, int most) {
        assertThat(WatchConfiguration.mostSubscribers(threads, fileDescriptors)).isEqualTo(most);
    }
}
