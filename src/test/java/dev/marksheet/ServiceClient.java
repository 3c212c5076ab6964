package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.openapi.DocumentedAnswers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a running service as a program would: paths go out exactly as they are given. */
public final class ServiceClient {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String base;

    public ServiceClient(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    public int port() {
        return URI.create(base).getPort();
    }

    String base() {
        return base;
    }

    public HttpResponse<String> get(String rawPath, String... headers) {
        HttpRequest.Builder request = request(rawPath);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Asks without waiting for the answer. */
    public CompletableFuture<HttpResponse<String>> getLater(String rawPath) {
        return http.sendAsync(
                request(rawPath).timeout(Duration.ofSeconds(120)).build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    public HttpResponse<byte[]> download(String rawPath) {
        try {
            return http.send(request(rawPath).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An open stream of events. */
    public EventClient events(String rawPath, String... headers) {
        HttpRequest.Builder request = request(rawPath);
        try {
            HttpRequest sent = (headers.length == 0 ? request : request.headers(headers)).build();
            HttpResponse<InputStream> response = http.send(sent, BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            return new EventClient(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> post(String path, Map<String, ?> body, String header, String value) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body))));
    }

    /** Sends a body whose length is not told beforehand. */
    public HttpResponse<String> postInChunks(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))));
    }

    public HttpResponse<String> post(String path, Map<String, ?> body) {
        return post(path, MAPPER.writeValueAsString(body));
    }

    public HttpResponse<String> put(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> send(String method, String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends a file by PUT under the type that curl gives it. */
    public HttpResponse<String> upload(String path, byte[] file) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /** Sends a form as a browser would, with these further headers. */
    public HttpResponse<String> submitForm(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()).replace("%5F", "_") + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,*/*;q=0.8")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> send(String method, String rawPath, String... headers) {
        HttpRequest.Builder request = request(rawPath).method(method, HttpRequest.BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String rawPath) {
        return HttpRequest.newBuilder(URI.create(base + rawPath)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpRequest sent = request.build();
            HttpResponse<String> answer = http.send(sent, BodyHandlers.ofString(StandardCharsets.UTF_8));
            DocumentedAnswers.check(sent.method(), sent.uri().getRawPath(), answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JSON that a path answers with. */
    public JsonNode read(String rawPath) {
        HttpResponse<String> response = get(rawPath);
        assertThat(response.statusCode()).as("%s: %s", rawPath, response.body()).isEqualTo(200);
        return json(response);
    }

    /** What a call that must be accepted was answered. */
    public JsonNode submit(Map<String, ?> call) {
        HttpResponse<String> response = post("/api/score/session_async", call);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response);
    }

    /** The job once it has ended. */
    public JsonNode ended(JsonNode accepted) {
        String path = accepted.get("job_url").asString();
        return await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(() -> read(path), job -> ENDED.contains(job.get("status").asString()));
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static JsonNode json(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }

    public static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }

    /** Percent-encodes every byte that is not an ASCII letter or digit, dots included. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
            encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xFF));
        }
        return encoded.toString();
    }
}
