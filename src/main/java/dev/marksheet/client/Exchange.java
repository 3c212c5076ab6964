package dev.marksheet.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests until they are answered, for as long as the patience lasts: again after broken connections, and after
 * answers that say "not now", by pauses that grow or are as long as {@code Retry-After} says. All that it is given must be
 * safe to send twice. Safe for use by many threads at once.
 */
final class Exchange {

    private static final Set<Integer> NOT_NOW = Set.of(429, 502, 503, 504);
    private static final long FIRST_PAUSE = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toNanos();
    private static final int MOST_DOUBLINGS = 6;

    private final HttpClient http;
    private final String base;
    private final @Nullable String key;
    private final Duration timeout;
    private final Duration patience;

    /**
     * @param base the service's address, without a slash at its end
     * @param timeout for one answer
     * @param patience for one request with all its tries
     */
    Exchange(String base, @Nullable String key, Duration timeout, Duration patience) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.base = base;
        this.key = key;
        this.timeout = timeout;
        this.patience = patience;
    }

    String base() {
        return base;
    }

    /**
     * A request to be sent.
     *
     * @param path with its query, percent-encoded
     * @param body JSON; null for none
     * @param idempotencyKey null for none
     * @param held how long the service may take on purpose before it answers
     */
    record Request(
            String method,
            String path,
            @Nullable String body,
            @Nullable String idempotencyKey,
            Duration held) {

        static Request get(String path) {
            return new Request("GET", path, null, null, Duration.ZERO);
        }

        /** The method and path, as messages name the request. */
        String name() {
            int query = path.indexOf('?');
            return method + " " + (query < 0 ? path : path.substring(0, query));
        }
    }

    /**
     * The answer, whatever its status.
     *
     * @throws MarksheetException if none came in time
     */
    HttpResponse<String> send(Request request) {
        HttpRequest message = message(request);
        long end = System.nanoTime() + patience.toNanos();
        for (int tries = 0; ; tries++) {
            HttpResponse<String> response = null;
            IOException trouble = null;
            try {
                response = http.send(message, BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (!NOT_NOW.contains(response.statusCode())) {
                    return response;
                }
            } catch (IOException e) {
                trouble = e;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            long pause = pause(tries, response);
            if (trouble instanceof SSLException || System.nanoTime() + pause > end) {
                return answered(response, trouble);
            }
            sleep(pause);
        }
    }

    private HttpResponse<String> answered(@Nullable HttpResponse<String> response, @Nullable IOException trouble) {
        if (response == null) {
            throw new MarksheetException(
                    "No answer from " + base + " (" + reason(trouble) + "). Is the service running, and is this its"
                            + " address?",
                    0,
                    List.of(),
                    trouble);
        }
        return response;
    }

    private static String reason(@Nullable IOException trouble) {
        if (trouble instanceof HttpTimeoutException) {
            return "none came in time";
        }
        String message = trouble == null ? null : trouble.getMessage();
        if (message != null) {
            return message;
        }
        return trouble instanceof ConnectException ? "nothing listens there" : "the connection broke";
    }

    private HttpRequest message(Request request) {
        HttpRequest.Builder message = HttpRequest.newBuilder(URI.create(base + request.path()))
                .timeout(timeout.plus(request.held()))
                .header("Accept-Language", Locale.getDefault().toLanguageTag())
                .header("Accept", "application/json, text/plain;q=0.9, */*;q=0.1")
                .method(
                        request.method(),
                        request.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        if (request.body() != null) {
            message.header("Content-Type", "application/json");
        }
        if (request.idempotencyKey() != null) {
            message.header("Idempotency-Key", request.idempotencyKey());
        }
        if (key != null) {
            message.header("Authorization", "Bearer " + key);
        }
        return message.build();
    }

    /** In nanoseconds; never shorter than the service asks for. */
    private static long pause(int tries, @Nullable HttpResponse<String> response) {
        long growing = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(tries, MOST_DOUBLINGS));
        long jittered = growing / 2 + ThreadLocalRandom.current().nextLong(growing / 2 + 1);
        return response == null
                ? jittered
                : response.headers()
                        .firstValue("Retry-After")
                        .filter(value -> value.matches("[0-9]{1,6}"))
                        .map(value -> Duration.ofSeconds(Long.parseLong(value)).toNanos())
                        .filter(asked -> asked > jittered)
                        .orElse(jittered);
    }

    private void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos).toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private MarksheetException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new MarksheetException("The thread was interrupted while it talked to " + base, 0, List.of(), e);
    }
}
