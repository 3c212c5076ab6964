package dev.marksheet.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Writes problem documents (RFC 9457) where no controller is reached. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Problems() {}

    public static String document(HttpStatus status, String detail) {
        return MAPPER.writeValueAsString(new Problem(detail, status.value(), status.getReasonPhrase()));
    }

    /** Sends the problem in place of anything that was to be sent; does nothing where the answer has begun. */
    public static void send(HttpServletResponse response, HttpStatus status, String detail, Map<String, String> headers)
            throws IOException {
        byte[] body = document(status, detail).getBytes(StandardCharsets.UTF_8);
        if (!response.isCommitted()) {
            response.resetBuffer();
            response.setContentLength(body.length);
            write(response, status, body, headers);
        }
    }

    /**
     * Sends the same without a length, which leaves the request's body open: Tomcat closes both when it has sent as much
     * as was told. The answer ends with the request.
     */
    public static void begin(
            HttpServletResponse response, HttpStatus status, String detail, Map<String, String> headers)
            throws IOException {
        if (!response.isCommitted()) {
            response.resetBuffer();
            write(response, status, document(status, detail).getBytes(StandardCharsets.UTF_8), headers);
        }
    }

    private static void write(HttpServletResponse response, HttpStatus status, byte[] body, Map<String, String> headers)
            throws IOException {
        response.setStatus(status.value());
        headers.forEach(response::setHeader);
        response.setHeader("ETag", null);
        response.setHeader("Content-Disposition", null);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** Reads what has arrived of a body and was of no use, so that the connection can be used again; waits for nothing. */
    public static void dropBody(HttpServletRequest request) {
        try {
            InputStream in = request.getInputStream();
            for (int some = in.available(); some > 0; some = in.available()) {
                in.skipNBytes(some);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.trace("A body was left", e);
        }
    }

    private record Problem(String detail, int status, String title) {}
}
