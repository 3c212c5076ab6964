package dev.marksheet.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends messages: each within its time, whatever the receiver does, to where it was told and nowhere else. Safe for use by
 * many threads at once.
 */
final class Sender {

    /** What is looked at of an answer. */
    private static final int MOST_READ = 16 * 1024;

    private static final List<String> ERROR_CODES = List.of("errcode", "code", "StatusCode");

    private final Supplier<HttpClient> client;

    Sender() {
        this(SingletonSupplier.of(() -> HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build()));
    }

    Sender(Supplier<HttpClient> client) {
        this.client = client;
    }

    /**
     * What came of an attempt.
     *
     * @param status the HTTP status; null when nothing was answered
     * @param fault why the message was not taken; null when it was
     * @param retryAfter how long the receiver asks to be left alone; null when it does not say
     * @param gone whether the receiver never wants it
     */
    record Outcome(
            @Nullable Integer status,
            @Nullable String fault,
            @Nullable Duration retryAfter,
            boolean gone) {

        static Outcome fault(String fault) {
            return new Outcome(null, fault, null, false);
        }
    }

    /** Sends a message, once. */
    Outcome send(Message message, Duration timeout) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(message.url())
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "marksheet")
                .POST(HttpRequest.BodyPublishers.ofString(message.body()));
        message.headers().forEach(request::header);
        CompletableFuture<HttpResponse<String>> answer =
                client.get().sendAsync(request.build(), response -> new Start());
        try {
            return outcome(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Outcome.fault("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Outcome.fault(said(e.getCause(), timeout));
        } finally {
            answer.cancel(true);
        }
    }

    /** The kind of fault alone: its message may hold the address. */
    private static String said(@Nullable Throwable cause, Duration timeout) {
        if (cause instanceof HttpTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
            return "nobody listens there";
        }
        if (cause instanceof SSLException) {
            return "TLS failed";
        }
        return cause instanceof IOException ? "the connection broke" : "it could not be sent";
    }

    private static Outcome outcome(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome(status, refusal(response.body()), null, false);
        }
        String fault = status >= 300 && status < 400 ? "redirects are not followed" : "HTTP " + status;
        return new Outcome(status, fault, retryAfter(response), status == 410);
    }

    /** Chat services answer 200 and say in JSON that they did not take it. */
    private static @Nullable String refusal(String body) {
        if (!body.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            JsonNode said = JsonMapper.shared().readTree(body);
            for (String name : ERROR_CODES) {
                JsonNode code = said.path(name);
                if (code.isIntegralNumber() && code.asLong() != 0) {
                    return name + " " + code.asLong();
                }
            }
        } catch (JacksonException e) {
            // An answer that is no JSON is nobody's refusal.
            return null;
        }
        return null;
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        Optional<String> said = response.headers().firstValue("Retry-After");
        return said.filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }

    /** Reads the start of an answer and drops the rest. */
    private static final class Start implements HttpResponse.BodySubscriber<String> {

        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription upstream) {
            subscription = upstream;
            upstream.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] read = new byte[Math.min(buffer.remaining(), MOST_READ - bytes.size())];
                buffer.get(read);
                bytes.write(read, 0, read.length);
            }
            if (bytes.size() >= MOST_READ && subscription != null) {
                subscription.cancel();
                onComplete();
            }
        }

        @Override
        public void onError(Throwable fault) {
            text.completeExceptionally(fault);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
