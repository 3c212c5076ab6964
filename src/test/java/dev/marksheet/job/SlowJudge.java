package dev.marksheet.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAI-compatible endpoint that takes a while for each answer and remembers how often it was asked about which call.
 * It gives a yes to two calls of three, by the call's number, which it finds as "call N" in the question.
 */
final class SlowJudge implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("call (\\d+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Duration latency;
    private final ConcurrentMap<Integer, Integer> asked = new ConcurrentHashMap<>();

    SlowJudge(Duration latency) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        this.latency = latency;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The score that a call gets. */
    static int score(int call) {
        return call % 3 == 0 ? 0 : 1;
    }

    /** How many questions came in all. */
    int questions() {
        return asked.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher number = NUMBER.matcher(request);
        int call = number.find() ? Integer.parseInt(number.group(1)) : -1;
        asked.merge(call, 1, Integer::sum);
        try {
            Thread.sleep(latency.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String verdict = "{\"reason\":\"by its number\",\"score\":%d}".formatted(score(call));
        byte[] body = """
                {"id":"1","model":"mock","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":%s}}],
                "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
                """.formatted(JSON.writeValueAsString(verdict)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
