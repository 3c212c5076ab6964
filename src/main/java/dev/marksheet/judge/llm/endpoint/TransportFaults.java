package dev.marksheet.judge.llm.endpoint;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the faults of connections apart. What the JDK says of them is for the log; reasons have words of their own. */
final class TransportFaults {

    private static final Logger log = LoggerFactory.getLogger(TransportFaults.class);

    private TransportFaults() {}

    /** @param bound the most bytes that a reply may have */
    static EndpointFault of(@Nullable Throwable cause, int bound) {
        log.debug("An exchange with the judge's endpoint failed.", cause);
        if (find(cause, ReplyBody.TooLarge.class) != null) {
            return EndpointFault.of(EndpointFault.Kind.SERVER_ERROR, "fault.too_large", bound);
        }
        if (saysNoDescriptors(cause)) {
            return EndpointFault.of(EndpointFault.Kind.UNREACHABLE, "fault.descriptors");
        }
        if (find(cause, HttpTimeoutException.class) != null) {
            return EndpointFault.of(EndpointFault.Kind.UNREACHABLE, "fault.slow_connection");
        }
        if (find(cause, ConnectException.class) != null) {
            return EndpointFault.of(EndpointFault.Kind.UNREACHABLE, "fault.no_connection");
        }
        SSLException tls = find(cause, SSLException.class);
        if (tls != null && find(tls, EOFException.class) == null && find(tls, SocketException.class) == null) {
            log.warn("No TLS connection to the judge's endpoint: {}", tls.getMessage());
            return EndpointFault.of(EndpointFault.Kind.UNREACHABLE, "fault.tls");
        }
        if (cause instanceof ZipException) {
            return EndpointFault.of(EndpointFault.Kind.SERVER_ERROR, "fault.no_completion");
        }
        return EndpointFault.of(EndpointFault.Kind.BROKEN, "fault.broken");
    }

    private static boolean saysNoDescriptors(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (String.valueOf(t.getMessage()).contains("Too many open files")) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(@Nullable Throwable cause, Class<T> type) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
