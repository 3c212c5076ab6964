package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.llm.endpoint.Access;
import java.util.Map;
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

    @ParameterizedTest
    @CsvSource({
        "https://host/v1//, '', 'https://host/v1 without a key', host",
        "' https://u:p@host:8443/v1?k=x#y ', ' key ', 'https://host:8443/v1 with a key', host:8443",
        "'', key, 'https://api.openai.com/v1 with a key', api.openai.com"
    })
    void showsTheAddressWithoutWhatIsSecretInIt(String baseUrl, String key, String shown, String host) {
        Access access = new Access(baseUrl, key, "", false);

        assertThat(access).hasToString(shown);
        assertThat(access.host()).isEqualTo(host);
        assertThat(access.exists()).isTrue();
        assertThat(new Access(" ", "", "", false)).hasToString("none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://host/v1, key, X-Key, X-Key",
        "https://my.openai.azure.com/v1, key, '', api-key",
        "https://my.openai.azure.com/v1, key, X-Key, X-Key",
        "https://host/v1, key, ' ', ''",
        "https://host/v1, '', X-Key, ''"
    })
    void sendsTheKeyInAHeaderOfItsOwnWhereOneIsSet(String baseUrl, String key, String header, String sent) {
        assertThat(new Access(baseUrl, key, header, false).keyHeaders())
                .isEqualTo(sent.isEmpty() ? Map.of() : Map.of(sent, key));
    }
}
