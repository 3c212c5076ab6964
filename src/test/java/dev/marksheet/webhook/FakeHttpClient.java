package dev.marksheet.webhook;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Sends nothing: answers as it is told, and hands the body out in pieces of eight bytes until it is told to stop. */
@SuppressWarnings("NullAway")
final class FakeHttpClient extends HttpClient {

    private static final int PIECE = 8;

    private final List<HttpRequest> requests = new ArrayList<>();
    private int status = 200;
    private String body = "";
    private Map<String, List<String>> headers = Map.of();
    private @Nullable Throwable fault;
    private boolean silent;
    private @Nullable CompletableFuture<?> last;
    private int handedOut;

    FakeHttpClient answers(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
        return this;
    }

    FakeHttpClient with(String header, String value) {
        headers = Map.of(header, List.of(value));
        return this;
    }

    FakeHttpClient fails(Throwable newFault) {
        fault = newFault;
        return this;
    }

    /** Never answers. */
    FakeHttpClient hangs() {
        silent = true;
        return this;
    }

    List<HttpRequest> requests() {
        return requests;
    }

    /** How many bytes of the body were taken. */
    int handedOut() {
        return handedOut;
    }

    boolean lastIsCancelled() {
        return last != null && last.isCancelled();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        requests.add(request);
        CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
        last = answer;
        if (fault != null) {
            answer.completeExceptionally(fault);
        } else if (!silent) {
            HttpResponse.BodySubscriber<T> reader = handler.apply(null);
            handOut(reader);
            reader.getBody().thenAccept(read -> answer.complete(new Answer<>(request, status, headers, read)));
        }
        return answer;
    }

    private void handOut(HttpResponse.BodySubscriber<?> reader) {
        boolean[] cancelled = new boolean[1];
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {
                cancelled[0] = true;
            }
        });
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length && !cancelled[0]; at += PIECE) {
            int length = Math.min(PIECE, bytes.length - at);
            handedOut += length;
            reader.onNext(List.of(ByteBuffer.wrap(bytes, at, length)));
        }
        reader.onComplete();
    }

    private record Answer<T>(HttpRequest request, int statusCode, Map<String, List<String>> all, T body)
            implements HttpResponse<T> {

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(all, (name, value) -> true);
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SSLParameters sslParameters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
