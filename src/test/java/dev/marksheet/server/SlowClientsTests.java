package dev.marksheet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.RawConnection;
import dev.marksheet.ServiceClient;
import dev.marksheet.job.LargeTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clients that keep the service waiting, many more of them than it has threads. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "marksheet.judge.base-url=",
            "marksheet.metrics=exact_match",
            "server.tomcat.threads.max=6",
            "server.tomcat.threads.min-spare=2",
            "marksheet.http.body-time=2s",
            "marksheet.http.large-answers=3",
            "marksheet.http.large-answers-per-client=2",
            "marksheet.http.large-bodies=10MB"
        })
@Timeout(120)
class SlowClientsTests {

    private static final int CLIENTS = 40;
    private static final int NINE_MB = 9 * 1024 * 1024;

    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    @Autowired
    private LargeTexts texts;

    @Autowired
    private Intake intake;

    private ServiceClient client;
    private final List<Socket> sockets = new ArrayList<>();

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", folder::toString);
    }

    @BeforeEach
    void connect() {
        client = new ServiceClient(port);
        await().until(intake::isIdle);
    }

    /** Begins a body that takes all the room there is for large ones, and sends no more of it. */
    private void takeTheRoom() throws IOException {
        begin("{\"session_id\":\"first", NINE_MB);
        await().until(() -> !intake.isIdle());
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void whoSendSlowlyKeepNobodyWaiting() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            begin("{\"session_id\":\"sl", 100);
        }

        assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
        client.ended(client.submit(call("beside-senders", "answer")));
        for (Socket socket : sockets) {
            assertThat(firstLine(socket)).contains("408");
        }
    }

    @Test
    void whoDoNotReadKeepNobodyWaiting() throws IOException {
        client.ended(client.submit(call("large", "a".repeat(NINE_MB))));
        for (int i = 0; i < CLIENTS; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(2048);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            send(socket, "GET /api/runs/session-large/scores.csv HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
        client.ended(client.submit(call("beside-readers", "answer")));
        List<String> lines = sockets.stream().map(SlowClientsTests::firstLine).toList();
        assertThat(lines).filteredOn(line -> line.contains(" 503 ")).hasSize(CLIENTS - 2);
        assertThat(lines).filteredOn(line -> line.contains(" 200 ")).hasSize(2);
    }

    @Test
    void smallCallsGoOnWhileALargeOneTakesTheRoom() throws IOException {
        takeTheRoom();
        client.ended(client.submit(call("small", "answer")));
        HttpResponse<String> second = client.post("/api/score/session_async", call("second", "a".repeat(NINE_MB)));

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(second.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(client.get("/api/score/sessions/second").statusCode()).isEqualTo(404);

        sockets.get(0).close();
        await().untilAsserted(() -> assertThat(
                        client.post("/api/score/session_async", call("third", "a".repeat(NINE_MB)))
                                .statusCode())
                .isEqualTo(202));
    }

    @Test
    void whoSendsAllBeforeReadingReadsTheRefusal() throws IOException {
        takeTheRoom();

        RawConnection.Answer busy = sendAll("application/json", NINE_MB);
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.headers()).containsKey("retry-after");
        assertThat(busy.body()).contains("Send it again later");
        assertThat(sendAll("application/json", 20 * 1024 * 1024).status()).isEqualTo(413);
        assertThat(sendAll("rubbish", NINE_MB).status()).isEqualTo(415);
    }

    private RawConnection.Answer sendAll(String type, int length) throws IOException {
        try (RawConnection connection = new RawConnection(port, 20_000)) {
            connection.write("POST /api/score/session_async HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                    + "\r\nContent-Length: " + length + "\r\n\r\n");
            connection.write("x".repeat(length));
            return connection.read(true);
        }
    }

    @Test
    void whoStopsSendingWhenRefusedSeesTheEndOfTheAnswer() throws IOException {
        takeTheRoom();
        try (RawConnection connection = new RawConnection(port, 20_000)) {
            connection.write("POST /api/score/session_async HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + NINE_MB + "\r\n\r\n{");

            assertThat(connection.read(true).status()).isEqualTo(503);
        }
    }

    @Test
    void bodiesThatTellNoLengthAreSmallUntilTheyAreLarge() throws IOException {
        takeTheRoom();

        String small = "{\"session_id\":\"chunks\",\"question\":\"Why?\",\"answer\":\"%s\"}";
        assertThat(client.postInChunks("/api/score/session_async", small.formatted("a"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(client.postInChunks("/api/score/session_async", small.formatted("a".repeat(100_000)))
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void aLargeBodyWaitsForItsTurnAmongThoseThatAreBeingScoredButNotForEver() {
        Map<String, ?> large = call("turn", "a".repeat(100_000));
        CompletableFuture<LargeTexts.Share> all = new CompletableFuture<>();
        texts.take(Long.MAX_VALUE / 2, all::complete);
        LargeTexts.Share room = all.join();

        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> client.post("/api/score/session_async", large));
        client.ended(client.submit(call("small", "answer")));
        HttpResponse<String> refused = waiting.join();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        waiting = CompletableFuture.supplyAsync(() -> client.post("/api/score/session_async", large));
        await().until(() -> !texts.isServed());
        room.giveBack();
        assertThat(waiting.join().statusCode()).isEqualTo(202);
        client.ended(ServiceClient.json(waiting.join()));
        await().until(texts::isIdle);
    }

    @Test
    void takesBodiesThatComeInPieces() throws IOException {
        String body = "{\"session_id\":\"pieces\",\"question\":\"Why?\",\"answer\":\"" + "ü".repeat(50_000) + "\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Socket socket = begin("", bytes.length);
        for (int i = 0; i < bytes.length; i += 10_001) {
            socket.getOutputStream().write(bytes, i, Math.min(10_001, bytes.length - i));
            socket.getOutputStream().flush();
        }

        assertThat(firstLine(socket)).contains("202");
        assertThat(client.read("/api/score/sessions/pieces").get("call_count").asInt())
                .isEqualTo(1);
    }

    @Test
    void takesAFormThatComesInPieces() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String form = "session_id=form+pieces&question=Why%3F&answer=%C3%BC";
        send(
                socket,
                "POST /calls?lang=zh HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form.substring(0, 7));
        client.get("/actuator/health");
        socket.getOutputStream().write(form.substring(7).getBytes(StandardCharsets.US_ASCII));

        assertThat(firstLine(socket)).contains("302");
        assertThat(client.read("/api/score/sessions/form%20pieces")
                        .get("call_count")
                        .asInt())
                .isEqualTo(1);
    }

    private Socket begin(String body, int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        send(
                socket,
                "POST /api/score/session_async HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + length + "\r\n\r\n" + body);
        return socket;
    }

    private void send(Socket socket, String text) throws IOException {
        sockets.add(socket);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String firstLine(Socket socket) {
        try {
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\n';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> call(String session, String answer) {
        return Map.of("session_id", session, "question", "Why?", "answer", answer, "ground_truth", "answer");
    }
}
