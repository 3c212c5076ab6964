package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.llm.endpoint.EndpointFault.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which error responses concern all requests, which one model, and which may pass. */
class BlockageTests {

    private static EndpointFault of(int status, String code, String message) {
        return EndpointFault.ofStatus(
                status,
                "{\"error\": {\"code\": \"%s\", \"message\": \"%s\"}}".formatted(code, message),
                Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "301, '', '', REDIRECT",
        "399, '', '', REDIRECT",
        "401, '', '', KEY",
        "400, '', Incorrect API key provided, KEY",
        "402, '', '', CREDIT",
        "403, arrearage, '', CREDIT",
        "429, insufficient_quota, '', QUOTA",
        "429, '', You exceeded your current quota, QUOTA",
        "403, '', 余额不足, QUOTA",
        "400, '', INSUFFICIENT BALANCE, QUOTA",
        "403, freetieronly, '', QUOTA",
        "403, '', country not supported, RIGHTS",
        "403, '', '', RIGHTS"
    })
    void closesTheEndpoint(int status, String code, String message, Blockage blockage) {
        EndpointFault fault = of(status, code, message);

        assertThat(fault.kind()).isEqualTo(Kind.BLOCKED);
        assertThat(fault.blockage()).isEqualTo(blockage);
        assertThat(blockage.key()).isEqualTo(blockage.name().toLowerCase());
    }

    @ParameterizedTest
    @CsvSource({
        "429, '', You exceeded your current quota of requests per minute, BUSY",
        "429, '', '', BUSY",
        "408, '', '', BUSY",
        "503, '', '', BUSY",
        "500, '', insufficient balance, SERVER_ERROR",
        "599, '', '', SERVER_ERROR",
        "499, '', '', FINAL",
        "404, '', insufficient balance, FINAL",
        "400, '', '', FINAL",
        "403, '', no access to this model, FINAL",
        "403, '', 模型无权, FINAL",
        "403, '', your content was flagged, FINAL"
    })
    void concernsThisRequestAlone(int status, String code, String message, Kind kind) {
        EndpointFault fault = of(status, code, message);

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.blockage()).isNull();
        assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aFaultWithoutAResponseIsNoBlockage() {
        assertThat(EndpointFault.of(Kind.UNREACHABLE, "fault.tls").blockage()).isNull();
        assertThat(EndpointFault.refusal("I won't").kind()).isEqualTo(Kind.REFUSAL);
        assertThat(EndpointFault.refusal("I won't").body()).isEqualTo("I won't");
    }
}
