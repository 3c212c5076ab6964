package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver's answer comes to; nothing is sent. */
class SenderTests {

    private static final Message MESSAGE =
            new Message(URI.create("https://host/hooks/secret-1"), Map.of("webhook-id", "m1"), "{\"a\":1}");

    private final FakeHttpClient client = new FakeHttpClient();
    private final Sender sender = new Sender(() -> client);

    private Sender.Outcome send() throws InterruptedException {
        return sender.send(MESSAGE, Duration.ofSeconds(7));
    }

    @Test
    void sendsTheMessageAsItIsWithinItsTime() throws InterruptedException {
        send();

        HttpRequest request = client.requests().get(0);
        assertThat(request.uri()).isEqualTo(MESSAGE.url());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.timeout()).contains(Duration.ofSeconds(7));
        assertThat(request.headers().firstValue("webhook-id")).contains("m1");
        assertThat(request.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(request.headers().firstValue("User-Agent")).contains("marksheet");
        assertThat(request.bodyPublisher().orElseThrow().contentLength()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"200", "204", "299"})
    void takesASuccessForTaken(int status) throws InterruptedException {
        client.answers(status, "ok");

        assertThat(send()).isEqualTo(new Sender.Outcome(status, null, null, false));
    }

    @ParameterizedTest
    @CsvSource({
        "199, HTTP 199, false",
        "300, redirects are not followed, false",
        "399, redirects are not followed, false",
        "400, HTTP 400, false",
        "410, HTTP 410, true",
        "503, HTTP 503, false"
    })
    void takesAnythingElseForNotTaken(int status, String fault, boolean gone) throws InterruptedException {
        client.answers(status, "{\"errcode\": 7}");

        assertThat(send()).isEqualTo(new Sender.Outcome(status, fault, null, gone));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{\"errcode\": 310000}|errcode 310000",
                " {\"code\": 9499}|code 9499",
                "{\"StatusCode\": 1}|StatusCode 1",
                "{\"errcode\": 0, \"code\": 3}|code 3",
                "{\"errcode\": 0}|null",
                "{\"errcode\": \"7\"}|null",
                "{\"errcode\": 1.5}|null",
                "{\"errcode\": |null",
                "[{\"errcode\": 7}]|null",
                "ok|null"
            })
    void readsRefusalsOfChatsThatComeWithASuccess(String body, String fault) throws InterruptedException {
        client.answers(200, body);

        assertThat(send().fault()).isEqualTo(fault);
        assertThat(send().status()).isEqualTo(200);
    }

    @Test
    void readsTheStartOfAnAnswerAndNoMore() throws InterruptedException {
        client.answers(200, "{\"errcode\": 7}" + " ".repeat(16 * 1024));

        assertThat(send().fault()).isEqualTo("errcode 7");
        assertThat(client.handedOut()).isEqualTo(16 * 1024);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "120, 120", "999999, 999999"})
    void hearsWhenToComeAgain(String header, long seconds) throws InterruptedException {
        client.answers(503, "").with("Retry-After", header);

        assertThat(send().retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1000000", "Wed, 21 Oct 2026 07:28:00 GMT", ""})
    void comesAgainByItselfWhereThatIsNotSaidInSeconds(String header) throws InterruptedException {
        client.answers(503, "").with("Retry-After", header);

        assertThat(send().retryAfter()).isNull();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new HttpConnectTimeoutException("host/secret-1"), "no answer within 7000 ms"),
                Arguments.of(new ConnectException("host/secret-1"), "nobody listens there"),
                Arguments.of(new UnresolvedAddressException(), "nobody listens there"),
                Arguments.of(new SSLHandshakeException("host/secret-1"), "TLS failed"),
                Arguments.of(new IOException("host/secret-1"), "the connection broke"),
                Arguments.of(new IllegalArgumentException("host/secret-1"), "it could not be sent"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void saysTheKindOfFaultAlone(Throwable fault, String said) throws InterruptedException {
        client.fails(fault);

        assertThat(send()).isEqualTo(new Sender.Outcome(null, said, null, false));
    }

    @Test
    void givesUpOnOneThatNeverAnswers() throws InterruptedException {
        client.hangs();

        assertThat(sender.send(MESSAGE, Duration.ofMillis(1)).fault()).isEqualTo("no answer within 1 ms");
        assertThat(client.lastIsCancelled()).isTrue();
    }

    @Test
    void whoIsInterruptedGivesUp() {
        client.hangs();
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::send).isInstanceOf(InterruptedException.class);
        assertThat(client.lastIsCancelled()).isTrue();
    }
}
