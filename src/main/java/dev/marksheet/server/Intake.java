package dev.marksheet.server;

import dev.marksheet.job.LargeTexts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Where bodies come in: what there is of room and time for them. Safe for use by many threads at once. */
@Component
final class Intake {

    /** Nothing here reads the body of a request of another kind. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

    private static final int PART_OF_THE_HEAP = 16;

    private final BodyBudget budget;
    private final LargeTexts texts;
    private final long freeMillis;

    Intake(HttpProperties properties, LargeTexts texts) {
        long part = Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP;
        long large = properties.largeBodies() == null
                ? part
                : properties.largeBodies().toBytes();
        this.budget = new BodyBudget(part, Math.max(BodyFilter.MAX_BYTES, large));
        this.texts = texts;
        this.freeMillis = properties.bodyTime().toMillis();
    }

    /** Whether no body is being taken in. */
    boolean isIdle() {
        return budget.isIdle();
    }

    /** Whether the request has a body that somebody may read. */
    static boolean hasBody(HttpServletRequest request) {
        return WITH_BODY.contains(request.getMethod()) && (request.getContentLengthLong() > 0 || isChunked(request));
    }

    private static boolean isChunked(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** Room for a small body that is there already, or null. */
    BodyBudget.@Nullable Share admitAtOnce(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        boolean whole = !isChunked(request)
                && length <= LargeTexts.SMALL
                && !ReceivedBody.isForm(request)
                && !DatasetUploads.isOne(request)
                && request.getInputStream().available() >= length;
        return whole ? budget.admit(length) : null;
    }

    /** Takes the body in and goes on with the request then, without a thread that waits. */
    void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        reception(request, response).begin(isChunked(request) ? -1 : request.getContentLengthLong());
    }

    /** Refuses the request in a way that its client can read. */
    void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        reception(request, response).begin(status, detail);
    }

    private BodyReception reception(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ReceivedBody body = ReceivedBody.of(request);
        return new BodyReception(request.startAsync(body, response), body, budget, texts, freeMillis);
    }
}
