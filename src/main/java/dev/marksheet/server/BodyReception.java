package dev.marksheet.server;

import dev.marksheet.job.LargeTexts;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * One body on its way in, and from there to its turn in the room for large ones. The container calls it whenever bytes
 * have come, one call at a time; the room is given by any thread.
 */
final class BodyReception implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReception.class);

    private static final int LEAST_BYTES_A_SECOND = 16 * 1024;

    /** So much of a refused body is read and dropped, in bytes; then the connection is closed. */
    private static final long MOST_DROPPED = 100L * 1024 * 1024;

    private static final Map<String, String> LATER = Map.of(HttpHeaders.RETRY_AFTER, "5");

    private final AsyncContext async;
    private final ReceivedBody body;
    private final BodyBudget budget;
    private final LargeTexts texts;
    private final long freeMillis;
    private final long start = System.nanoTime();
    private final byte[] buffer = new byte[8 * 1024];
    private final int limit;
    private long most;
    private BodyBudget.@Nullable Share share;
    private LargeTexts.@Nullable Turn turn;
    private LargeTexts.@Nullable Share room;
    private long read;
    private boolean refused;
    private boolean answered;

    /**
     * @param freeMillis how long it may take whatever its rate, how long it may wait for room then, and after how long
     *     without more of a refused body its client is taken to wait for the end of the answer
     */
    BodyReception(AsyncContext async, ReceivedBody body, BodyBudget budget, LargeTexts texts, long freeMillis) {
        this.async = async;
        this.body = body;
        this.budget = budget;
        this.texts = texts;
        this.freeMillis = freeMillis;
        this.limit = DatasetUploads.limit(body);
        this.most = limit;
        async.addListener(this);
    }

    /** @param length in bytes, negative when it is not told */
    void begin(long length) throws IOException {
        async.setTimeout(freeMillis + 1000 * Math.min(length < 0 ? most : length, most) / LEAST_BYTES_A_SECOND);
        if (length > limit) {
            refuseAsTooLarge();
        } else if (body.isOnDisk()) {
            admitFile();
        } else {
            // What tells no length has it looked at again when it is no longer small.
            admit(length < 0 ? LargeTexts.SMALL : length);
        }
        body.source().setReadListener(this);
    }

    /** Reads and drops what nobody is going to look at, behind this answer. */
    void begin(HttpStatus status, String detail) throws IOException {
        refuse(status, detail, Map.of());
        body.source().setReadListener(this);
    }

    private void admit(long bytes) throws IOException {
        giveBack();
        share = budget.admit(bytes);
        most = bytes;
        if (share == null) {
            refuse(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many bodies are being taken in at the moment; this call was not accepted. Send it again later.",
                    LATER);
        }
    }

    private void admitFile() throws IOException {
        share = budget.admitFile();
        if (share == null) {
            refuse(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many files are being taken in at the moment; this one was not. Send it again later.",
                    LATER);
        }
    }

    private void refuseAsTooLarge() throws IOException {
        String what = body.isOnDisk() ? "a file of rows" : "a call";
        refuse(
                HttpStatus.CONTENT_TOO_LARGE,
                "The body is larger than %d bytes; %s has to fit into that.".formatted(limit, what),
                Map.of());
    }

    /** Answers now; what is still to come is dropped, as most clients read no answer before they have sent all. */
    private void refuse(HttpStatus status, String detail, Map<String, String> headers) throws IOException {
        refused = true;
        body.drop();
        giveBack();
        async.setTimeout(elapsedMillis() + freeMillis);
        Problems.begin((HttpServletResponse) async.getResponse(), status, detail, headers);
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
        if (refused && !answered) {
            async.setTimeout(elapsedMillis() + freeMillis);
        }
    }

    private void keep(int some) throws IOException {
        if (read > limit) {
            refuseAsTooLarge();
        } else if (read > most) {
            admit(BodyFilter.MAX_BYTES);
        }
        if (!refused) {
            body.add(buffer, some);
        }
    }

    private long elapsedMillis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private boolean isTooSlow() {
        long millis = elapsedMillis() - freeMillis;
        return millis > 0 && read < millis * LEAST_BYTES_A_SECOND / 1000;
    }

    @Override
    public void onAllDataRead() {
        if (refused) {
            end();
        } else if (body.isOnDisk() || read <= LargeTexts.SMALL) {
            process(null);
        } else {
            async.setTimeout(elapsedMillis() + freeMillis);
            turn = texts.take(read, this::process);
        }
    }

    private synchronized void process(LargeTexts.@Nullable Share given) {
        room = given;
        if (answered) {
            giveBack();
            return;
        }
        answered = true;
        if (given != null && share != null) {
            share.giveBack();
        }
        try {
            async.dispatch();
        } catch (RuntimeException e) {
            // Tomcat dispatches to no path that climbs.
            LOG.debug("A request can't be dispatched", e);
            answerPlainly(HttpStatus.NOT_FOUND, "There is nothing at this path.", Map.of());
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("A body broke off", failure);
        giveUp();
    }

    private void giveUp() {
        if (refused) {
            end();
        } else if (turn != null) {
            answerPlainly(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Other large calls are being worked on; this one was not accepted. Send it again later.",
                    LATER);
        } else {
            answerPlainly(
                    HttpStatus.REQUEST_TIMEOUT,
                    "The body came too slowly or not to its end; the call was not accepted.",
                    Map.of(HttpHeaders.CONNECTION, "close"));
        }
    }

    private void answerPlainly(HttpStatus status, String detail, Map<String, String> headers) {
        try {
            refuse(status, detail, headers);
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
        if (turn != null) {
            turn.leave();
        }
        if (room != null) {
            room.giveBack();
        }
    }

    @Override
    public synchronized void onTimeout(AsyncEvent event) {
        if (!answered) {
            giveUp();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        giveBack();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        answered = true;
        giveBack();
        body.drop();
    }

    /** The work on a request may go on in the background; its body is still held then. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
