package dev.marksheet.judge.llm.endpoint;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * langchain4j's way out, over one JDK client that all models share. HTTP/1.1 only, because the upgrade offer of the JDK
 * client makes some servers drop the body. The deadline spans the whole exchange, as a server may send its headers and
 * then stall. Safe for use by many threads at once.
 */
public final class ExchangeClient implements HttpClient {

    /** Longer than a slow network takes; an address at which nobody answers is an outage, not a slow model. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final java.net.http.HttpClient client;
    private final Duration deadline;
    private final Clock clock;
    private final Secrets secrets;

    /**
     * @param encrypted whether any endpoint is asked over TLS
     * @param secrets what must not come in with a reply
     */
    public ExchangeClient(Duration deadline, boolean encrypted, Clock clock, Secrets secrets) {
        java.net.http.HttpClient.Builder builder = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline.compareTo(CONNECT) < 0 ? deadline : CONNECT);
        this.client = (encrypted ? builder : builder.sslContext(trustingNobody())).build();
        this.deadline = deadline;
        this.clock = clock;
        this.secrets = secrets;
    }

    /** Reading the certificates of all authorities takes a third of the time that a client for plain HTTP is made in. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        int bound = ReplyBody.bound(request);
        HttpResponse<byte[]> response = await(send(request, bound), bound);
        String body = text(response, bound);
        if (response.statusCode() / 100 != 2) {
            throw fault(response, body);
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(StreamedReply.isOne(contentType(response), body) ? StreamedReply.whole(body) : body)
                .build();
    }

    private static String contentType(HttpResponse<byte[]> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    private EndpointFault fault(HttpResponse<byte[]> response, String body) {
        String location = response.headers().firstValue("location").orElse("");
        String after = response.headers().firstValue("retry-after").orElse(null);
        return EndpointFault.ofStatus(
                response.statusCode(),
                response.statusCode() / 100 == 3 ? target(response.uri(), location) : body,
                RetryAfter.parse(after, clock.instant()));
    }

    private static String target(URI asked, String location) {
        try {
            return asked.resolve(location).toString();
        } catch (IllegalArgumentException e) {
            return location;
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, int bound) {
        java.net.http.HttpRequest asked = jdkRequest(request);
        try {
            return client.sendAsync(asked, ReplyBody.upTo(bound));
        } catch (UncheckedIOException e) {
            throw TransportFaults.of(e.getCause(), bound);
        }
    }

    private String text(HttpResponse<byte[]> response, int bound) {
        try {
            return secrets.mask(ReplyBody.text(response, bound));
        } catch (IOException e) {
            throw TransportFaults.of(e, bound);
        }
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> exchange, int bound) {
        try {
            return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw EndpointFault.of(
                    EndpointFault.Kind.TIMEOUT,
                    "fault.timeout",
                    BigDecimal.valueOf(deadline.toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw EndpointFault.of(EndpointFault.Kind.INTERRUPTED, "fault.interrupted");
        } catch (ExecutionException e) {
            throw TransportFaults.of(e.getCause(), bound);
        }
    }

    private static java.net.http.HttpRequest jdkRequest(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.method(request.method().name(), BodyPublishers.ofString(request.body()))
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("streams are read whole");
    }

    /**
     * Hands out this very client.
     *
     * @param edit what to do to the body of each request; null for nothing
     */
    public HttpClientBuilder asBuilder(@Nullable Consumer<ObjectNode> edit) {
        return new EditedClient(this, edit);
    }
}
