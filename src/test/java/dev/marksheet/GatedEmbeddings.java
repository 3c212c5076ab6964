package dev.marksheet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint for embeddings that answers as many requests as a test lets through: calls wait, visibly, until then. */
final class GatedEmbeddings implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore gate = new Semaphore(0);

    GatedEmbeddings() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Lets this many more requests through. */
    void let(int requests) {
        gate.release(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int texts = JSON.readTree(exchange.getRequestBody()).get("input").size();
            gate.acquire();
            List<Map<String, Object>> data = IntStream.range(0, texts)
                    .mapToObj(i -> Map.<String, Object>of("index", i, "embedding", List.of(1.0, i)))
                    .toList();
            byte[] body = JSON.writeValueAsString(Map.of("model", "embedder", "data", data))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
