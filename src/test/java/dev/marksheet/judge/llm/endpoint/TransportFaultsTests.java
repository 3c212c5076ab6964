package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.exception.ContentFilteredException;
import dev.marksheet.LogLines;
import dev.marksheet.judge.llm.endpoint.EndpointFault.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What is made of what the JDK and the libraries throw. */
class TransportFaultsTests {

    private static Throwable within(Throwable cause) {
        return new IOException("outer", cause);
    }

    private static Throwable tls(Throwable cause) {
        return new SSLHandshakeException("handshake").initCause(cause);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(within(new ReplyBody.TooLarge(9)), Kind.SERVER_ERROR, "larger than 9 bytes"),
                Arguments.of(within(new SocketException("Too many open files")), Kind.UNREACHABLE, "ulimit -n"),
                Arguments.of(within(new HttpConnectTimeoutException("slow")), Kind.UNREACHABLE, "in time"),
                Arguments.of(within(new ConnectException()), Kind.UNREACHABLE, "refused"),
                Arguments.of(within(new SSLHandshakeException("PKIX")), Kind.UNREACHABLE, "TLS"),
                Arguments.of(tls(new EOFException()), Kind.BROKEN, "broke"),
                Arguments.of(tls(new SocketException("reset")), Kind.BROKEN, "broke"),
                Arguments.of(new ZipException("not gzip"), Kind.SERVER_ERROR, "completion"),
                Arguments.of(new ClosedChannelException(), Kind.BROKEN, "broke"),
                Arguments.of(null, Kind.BROKEN, "broke"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellsTheFaultsOfConnectionsApart(Throwable cause, Kind kind, String said) {
        EndpointFault fault = TransportFaults.of(cause, 9);

        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(fault.getMessage()).contains(said);
    }

    @Test
    void saysInTheLogWhyThereIsNoTls() {
        try (LogLines log = new LogLines(TransportFaults.class)) {
            TransportFaults.of(new SSLHandshakeException("PKIX path building failed"), 9);

            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .singleElement()
                    .asString()
                    .endsWith("PKIX path building failed");
        }
    }

    @Test
    void findsTheFaultThatALibraryHasWrapped() {
        EndpointFault fault = EndpointFault.of(Kind.TIMEOUT, "fault.timeout", 3);

        assertThat(ForeignFailure.in(fault)).isSameAs(fault);
        assertThat(ForeignFailure.in(new IllegalStateException(new RuntimeException(fault))))
                .isSameAs(fault);
    }

    @Test
    void takesAFilteredReplyForTheModelsDeclining() {
        EndpointFault fault = ForeignFailure.in(new RuntimeException(new ContentFilteredException("not this")));

        assertThat(fault).isNotNull();
        assertThat(fault.kind()).isEqualTo(Kind.REFUSAL);
        assertThat(fault.body()).isEqualTo("not this");
    }

    @Test
    void whatThoseThrowWhoReadRepliesIsNoCompletion() {
        RuntimeException reading = catchThrowableOfType(
                RuntimeException.class, () -> JsonMapper.shared().readTree("{half"));

        assertThat(ForeignFailure.in(reading))
                .isNotNull()
                .extracting(EndpointFault::kind)
                .isEqualTo(Kind.SERVER_ERROR);
    }

    @Test
    void whatWeThrowOurselvesSaysNothingOfTheEndpoint() {
        assertThat(ForeignFailure.in(new IllegalStateException("ours"))).isNull();
        RuntimeException nowhere = new RuntimeException("no trace");
        nowhere.setStackTrace(new StackTraceElement[0]);
        assertThat(ForeignFailure.in(nowhere)).isNull();
    }
}
