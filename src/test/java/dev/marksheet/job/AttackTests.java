package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Large bodies and slow clients, many at once, against a process with the flags that the README names. */
@Timeout(300)
class AttackTests {

    private static final int LARGE_ONES = 24;
    private static final int SLOW_ONES = 210;
    private static final int TRICKLES = 4;
    private static final String LARGE_TEXT = "The bridge opened in 1894 after eight years of work. ".repeat(186_000);

    @TempDir
    static Path folder;

    private ChildService service;
    private ServiceClient client;
    private final ExecutorService attackers = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new ArrayList<>();
    private final Queue<JsonNode> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;

    @BeforeEach
    void start() {
        service = ChildService.start(
                folder.resolve("outputs"), "-XX:+UseSerialGC", "-Xms64m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
        client = service.client();
    }

    @AfterEach
    void stop() throws IOException {
        going = false;
        for (Socket socket : sockets) {
            socket.close();
        }
        service.close();
        attackers.shutdownNow();
    }

    @Test
    void smallCallsGoOnAndEveryAcknowledgedCallEnds() throws Exception {
        JsonNode large = client.ended(client.submit(large(1)));
        assertThat(large.get("status").asString()).isEqualTo("completed");
        String page = "/runs/session-large/calls/" + large.get("job_id").asString();
        CompletableFuture<Integer> small = CompletableFuture.supplyAsync(this::sendSmallOnes, attackers);

        for (int wave = 0; wave < 2; wave++) {
            List<HttpResponse<String>> answers = atOnce(i -> client.post("/api/score/session_async", large(i)));
            assertThat(answers).allSatisfy(AttackTests::assertTakenOrPutOff);
            answers.stream().filter(a -> a.statusCode() == 202).forEach(a -> acknowledged.add(ServiceClient.json(a)));
        }
        assertThat(atOnce(i -> client.get(page, "Accept", "text/html")))
                .extracting(HttpResponse::statusCode)
                .isSubsetOf(200, 503);
        sendAndReadSlowly();

        going = false;
        assertThat(small.join()).isPositive();
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.stream().allMatch(this::hasEnded));
        assertThat(service.isAlive()).isTrue();
        assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(service.log()).doesNotContain("OutOfMemoryError");
    }

    private <T> List<T> atOnce(IntFunction<T> request) {
        List<CompletableFuture<T>> all = IntStream.range(0, LARGE_ONES)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), attackers))
                .toList();
        return all.stream().map(CompletableFuture::join).toList();
    }

    private static void assertTakenOrPutOff(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isIn(202, 503);
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("Send it again later");
        }
    }

    /** How many calls were sent; each must have been accepted. */
    private int sendSmallOnes() {
        int sent = 0;
        while (going) {
            acknowledged.add(client.submit(call("small", "It opened in 1894.", "faithfulness")));
            sent++;
        }
        return sent;
    }

    private void sendAndReadSlowly() throws IOException {
        List<Socket> senders = new ArrayList<>();
        for (int i = 0; i < SLOW_ONES; i++) {
            senders.add(
                    open("POST /api/score/session_async", "Content-Type: application/json\r\nContent-Length: 500\r\n"));
            open("GET /api/runs/session-large/scores.csv", "");
        }
        for (int i = 0; i < TRICKLES; i++) {
            for (Socket sender : senders) {
                trickle(sender);
            }
            acknowledged.add(client.submit(call("beside", "It opened in 1894.", "faithfulness")));
            assertThat(client.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    private Socket open(String request, String headers) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), client.port()));
        String head = request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void trickle(Socket sender) {
        try {
            sender.getOutputStream().write('{');
        } catch (IOException gone) {
            // The service has given this client up, as it may.
        }
    }

    private boolean hasEnded(JsonNode job) {
        String status = client.read(job.get("job_url").asString()).get("status").asString();
        return Stream.of("completed", "failed").anyMatch(status::equals);
    }

    private static Map<String, ?> large(int number) {
        return call("large", LARGE_TEXT, number % 2 == 0 ? "faithfulness" : "exact_match");
    }

    private static Map<String, ?> call(String session, String answer, String metric) {
        return Map.of(
                "session_id",
                session,
                "question",
                "When did the bridge open?",
                "answer",
                answer,
                "ground_truth",
                "It opened in 1894.",
                "contexts",
                List.of("The bridge opened in 1894 after eight years of work."),
                "metrics",
                List.of(metric));
    }
}
