package dev.marksheet.judge.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAI-compatible endpoint on a free loopback port: gives the scripted responses in their order, then what
 * {@link #otherwise} makes, and remembers the requests.
 */
public final class FakeEndpoint implements AutoCloseable {

    public static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Queue<Response> script = new ConcurrentLinkedQueue<>();
    private final List<Request> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile Function<Request, Response> otherwise = request -> Response.of(500, "nothing scripted");

    public FakeEndpoint() {
        this(0);
    }

    /** @param port the port to listen on; 0 for any that is free */
    FakeEndpoint(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /** A request that came in. */
    public record Request(String path, @Nullable String authorization, JsonNode body) {

        /** The type of the reply asked for; empty when the request leaves it open. */
        String format() {
            return body.path("response_format").path("type").asString("");
        }

        public String message(int index) {
            return body.path("messages").path(index).path("content").asString("");
        }
    }

    /**
     * A response.
     *
     * @param stalls whether the body breaks off in the middle without an end
     */
    public record Response(int status, Map<String, String> headers, String body, boolean stalls) {

        public static Response of(int status, String body) {
            return new Response(status, Map.of(), body, false);
        }

        static Response retryAfter(int status, String value) {
            return new Response(status, Map.of("Retry-After", value), "{\"error\":{\"message\":\"slow down\"}}", false);
        }

        static Response stalling() {
            return new Response(200, Map.of(), "{\"choices\":[", true);
        }

        /** A chat completion that says {@code content}. */
        public static Response saying(String content) {
            return completion(content, "stop");
        }

        static Response cutOff(String content) {
            return completion(content, "length");
        }

        private static Response completion(String content, String finish) {
            Map<String, Object> choice = Map.of(
                    "index", 0, "finish_reason", finish, "message", Map.of("role", "assistant", "content", content));
            Map<String, Object> usage = Map.of("prompt_tokens", 11, "completion_tokens", 7, "total_tokens", 18);
            return of(
                    200,
                    JSON.writeValueAsString(Map.of(
                            "id", "1", "model", "test-model-2026-01", "choices", List.of(choice), "usage", usage)));
        }
    }

    FakeEndpoint then(Response... responses) {
        script.addAll(List.of(responses));
        return this;
    }

    FakeEndpoint then(int times, Response response) {
        for (int i = 0; i < times; i++) {
            script.add(response);
        }
        return this;
    }

    public FakeEndpoint otherwise(Function<Request, Response> answer) {
        otherwise = answer;
        return this;
    }

    public List<Request> received() {
        return List.copyOf(received);
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Holds a response back until the latch is open or the endpoint is closed. */
    public static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        Response response;
        try {
            Request request = new Request(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JSON.readTree(exchange.getRequestBody().readAllBytes()));
            received.add(request);
            Response scripted = script.poll();
            response = scripted == null ? otherwise.apply(request) : scripted;
        } finally {
            inFlight.decrementAndGet();
        }
        send(exchange, response);
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        byte[] plain = response.body().getBytes(StandardCharsets.UTF_8);
        byte[] body = "gzip".equals(response.headers().get("Content-Encoding")) ? zipped(plain) : plain;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), response.stalls() ? body.length + 1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
            out.flush();
            if (response.stalls()) {
                hold(closed);
            }
        }
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
