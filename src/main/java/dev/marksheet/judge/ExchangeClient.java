package dev.marksheet.judge;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * langchain4j's way out, over one JDK client that all models share. HTTP/1.1 only, because the upgrade offer of the JDK
 * client makes some servers drop the body. The deadline spans the whole exchange, as a server may send its headers and
 * then stall. Safe for use by many threads at once.
 */
final class ExchangeClient implements HttpClient {

    private final java.net.http.HttpClient client;
    private final Duration deadline;
    private final Clock clock;

    ExchangeClient(Duration deadline, Clock clock) {
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .build();
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(jdkRequest(request), BodyHandlers.ofString());
        HttpResponse<String> response = await(exchange);
        if (response.statusCode() / 100 != 2) {
            throw EndpointFault.ofStatus(
                    response.statusCode(),
                    response.body(),
                    RetryAfter.parse(
                            response.headers().firstValue("retry-after").orElse(null), clock.instant()));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(response.body())
                .build();
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> exchange) {
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw EndpointFault.of(
                    EndpointFault.Kind.TIMEOUT, "no complete answer within " + deadline.toMillis() / 1000.0 + " s");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw EndpointFault.of(EndpointFault.Kind.INTERRUPTED, "interrupted");
        } catch (ExecutionException e) {
            throw transportFault(e.getCause());
        }
    }

    private static EndpointFault transportFault(@Nullable Throwable cause) {
        String what = cause == null ? "unknown fault" : String.valueOf(cause.getMessage());
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return EndpointFault.of(EndpointFault.Kind.UNREACHABLE, "no connection in time");
        }
        if (cause instanceof java.net.ConnectException) {
            String why = cause.getMessage() == null ? "connection refused or name unknown" : what;
            return EndpointFault.of(EndpointFault.Kind.UNREACHABLE, why);
        }
        if (cause instanceof javax.net.ssl.SSLHandshakeException) {
            return EndpointFault.of(EndpointFault.Kind.UNREACHABLE, "TLS handshake failed: " + what);
        }
        return EndpointFault.of(EndpointFault.Kind.BROKEN, "the connection broke (" + what + ")");
    }

    private static java.net.http.HttpRequest jdkRequest(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.method(request.method().name(), BodyPublishers.ofString(request.body()))
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("judges do not stream");
    }

    /** Hands out this very client, whatever timeouts a model asks for: they are ours to keep. */
    HttpClientBuilder asBuilder() {
        return new Shared(this);
    }

    private record Shared(ExchangeClient client) implements HttpClientBuilder {

        @Override
        public @Nullable Duration connectTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public @Nullable Duration readTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
