package dev.marksheet.api;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** One body on its way in. The container calls it whenever bytes have come, one call at a time. */
final class BodyReception implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReception.class);

    /** So much of a refused body is read and dropped, in bytes; then the connection is closed. */
    private static final long MOST_DROPPED = 100L * 1024 * 1024;

    private static final int LEAST_BYTES_A_SECOND = 16 * 1024;

    private final AsyncContext async;
    private final ReceivedBody body;
    private final BodyBudget.@Nullable Share share;
    private final long freeNanos;
    private final long start = System.nanoTime();
    private final byte[] buffer = new byte[8 * 1024];
    private long read;
    private boolean refused;
    private boolean answered;

    /** @param free how long it may take whatever its rate */
    BodyReception(AsyncContext async, ReceivedBody body, BodyBudget.@Nullable Share share, Duration free) {
        this.async = async;
        this.body = body;
        this.share = share;
        this.freeNanos = free.toNanos();
    }

    void refuseAsTooLarge() throws IOException {
        refuse(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is larger than %d bytes; a call has to fit into that.".formatted(BodyFilter.MAX_BYTES),
                Map.of());
    }

    /** Answers now and drops what is still to come. */
    void refuse(HttpStatus status, String detail, Map<String, String> headers) throws IOException {
        refused = true;
        body.drop();
        giveBack();
        Problems.send((HttpServletResponse) async.getResponse(), status, detail, headers);
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream in = body.source();
        int some;
        while (!answered && in.isReady() && (some = in.read(buffer)) >= 0) {
            read += some;
            if (!refused) {
                keep(some);
            }
            if (isTooSlow() || refused && read > MOST_DROPPED) {
                giveUp();
            }
        }
    }

    private void keep(int some) throws IOException {
        if (read > BodyFilter.MAX_BYTES) {
            refuseAsTooLarge();
        } else {
            body.add(buffer, some);
        }
    }

    private boolean isTooSlow() {
        long nanos = System.nanoTime() - start - freeNanos;
        return nanos > 0 && read < nanos / 1e9 * LEAST_BYTES_A_SECOND;
    }

    @Override
    public void onAllDataRead() {
        if (refused) {
            end();
            return;
        }
        answered = true;
        try {
            async.dispatch();
        } catch (RuntimeException e) {
            // Tomcat dispatches to no path that climbs.
            LOG.debug("A request can't be dispatched", e);
            answerPlainly(HttpStatus.NOT_FOUND, "There is nothing at this path.");
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A body broke off", failure);
        giveUp();
    }

    private void giveUp() {
        if (!refused) {
            answerPlainly(
                    HttpStatus.REQUEST_TIMEOUT,
                    "The body came too slowly or not to its end; the call was not accepted.");
        } else {
            end();
        }
    }

    private void answerPlainly(HttpStatus status, String detail) {
        try {
            refuse(status, detail, Map.of(HttpHeaders.CONNECTION, "close"));
        } catch (IOException | RuntimeException e) {
            LOG.debug("A client went away while it was refused", e);
        } finally {
            end();
        }
    }

    private void end() {
        answered = true;
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("A request had ended already", e);
        }
    }

    private void giveBack() {
        if (share != null) {
            share.giveBack();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        if (!answered) {
            giveUp();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        giveBack();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        giveBack();
        body.drop();
    }

    /** The work on a request may go on in the background; its body is still held then. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
