package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.llm.endpoint.Access;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTests {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:11434/v1, '', false",
        "HTTP://host/v1, key, false",
        "https://host/v1, '', true",
        "HTTPS://host/v1, key, true",
        "'', key, true",
        "'', '', false"
    })
    void tellsWhetherCertificatesAreNeeded(String baseUrl, String key, boolean encrypted) {
        assertThat(new Access(baseUrl, key, "", false).isEncrypted()).isEqualTo(encrypted);
    }
}
