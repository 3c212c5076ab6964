package dev.marksheet.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes bodies in before a request gets to work, without a thread that waits for them: who sends slowly holds a
 * connection and nothing else. A body has to fit into {@link #MAX_BYTES}, into the room that all bodies share, and into a
 * time that goes by its length; what is refused is read to its end and dropped, as most clients read no answer before.
 * The last of all filters, as those behind it would be passed over.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BodyFilter extends OncePerRequestFilter {

    /** The largest body, in bytes. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    /** Nothing here reads the body of a request of another kind. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

    private static final int LEAST_BYTES_A_SECOND = 16 * 1024;
    private static final int PART_OF_THE_HEAP = 16;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final BodyBudget budget;
    private final Duration time;

    BodyFilter(HttpProperties properties) {
        long part = Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP;
        long large = properties.largeBodies() == null
                ? part
                : properties.largeBodies().toBytes();
        this.budget = new BodyBudget(part, Math.max(MAX_BYTES, large));
        this.time = properties.bodyTime();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (length <= 0 && !chunked || !WITH_BODY.contains(request.getMethod())) {
            chain.doFilter(request, response);
            Problems.dropBody(request);
            return;
        }
        // What tells no length may become as large as any.
        BodyBudget.Share share = length > MAX_BYTES ? null : budget.admit(chunked ? MAX_BYTES : length);
        if (share != null
                && !chunked
                && !ReceivedBody.isForm(request)
                && request.getInputStream().available() >= length) {
            process(request, response, chain, share);
            return;
        }
        receive(request, response, share, chunked ? MAX_BYTES : length);
    }

    /** The whole body has arrived with its head: there is nothing to wait for. */
    private static void process(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, BodyBudget.Share share)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            share.giveBack();
            if (!request.isAsyncStarted()) {
                Problems.dropBody(request);
            }
        }
    }

    private void receive(
            HttpServletRequest request, HttpServletResponse response, BodyBudget.@Nullable Share share, long length)
            throws IOException {
        ReceivedBody body = new ReceivedBody(request);
        AsyncContext async = request.startAsync(body, response);
        async.setTimeout(time.toMillis() + 1000 * Math.min(length, MAX_BYTES) / LEAST_BYTES_A_SECOND);
        BodyReception reception = new BodyReception(async, body, share, time);
        async.addListener(reception);
        if (length > MAX_BYTES) {
            reception.refuseAsTooLarge();
        } else if (share == null) {
            reception.refuse(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many bodies are being taken in at the moment; this call was not accepted. Send it again later.",
                    Map.of(HttpHeaders.RETRY_AFTER, Long.toString(RETRY.toSeconds())));
        }
        request.getInputStream().setReadListener(reception);
    }
}
