package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole service against an endpoint in trouble: a fifth of its replies garbled, a tenth of its answers 500, and a limit
 * on requests a second. {@code -Dfault.calls=500} runs more calls and prints the figures.
 */
class FaultRunTests {

    private static final int CALLS = Integer.getInteger("fault.calls", 40);
    private static final double MALFORMED = 0.2;
    private static final double FAILED = 0.1;
    private static final int A_SECOND = 150;

    /** A slow machine never comes to the limit; every so many requests it meets it all the same. */
    private static final int REFUSED_ANYHOW = 50;

    @TempDir
    Path outputs;

    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong garbled = new AtomicLong();
    private double tokens = A_SECOND;
    private long refilled = System.nanoTime();

    @Test
    void losesNoCallAndGivesTheScoresOfAFaultlessRun() throws IOException {
        try (FakeEndpoint endpoint = new FakeEndpoint();
                ServiceOnEndpoint service =
                        ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), "--marksheet.judge.max-attempts=10")) {
            ServiceClient client = service.client();
            endpoint.otherwise(FakeModel::answer);
            Map<String, Map<String, String>> faultless = scores(client, "faultless");
            endpoint.otherwise(this::inTrouble);
            long start = System.nanoTime();

            Map<String, Map<String, String>> faulty = scores(client, "faulty");

            assertThat(faulty).hasSize(CALLS).isEqualTo(faultless);
            assertThat(List.of(refused.get(), broken.get(), garbled.get()))
                    .allSatisfy(n -> assertThat(n).isPositive());
            System.out.printf(
                    "%d calls, none lost, none wrong: %d requests, %d garbled, %d answered 500, %d answered 429, %.1f s%n",
                    CALLS,
                    sequence.get(),
                    garbled.get(),
                    broken.get(),
                    refused.get(),
                    (System.nanoTime() - start) / 1e9);
        }
    }

    /** The scores of a session's rows, by question. */
    private static Map<String, Map<String, String>> scores(ServiceClient client, String session) throws IOException {
        for (int i = 0; i < CALLS; i++) {
            client.submit(ServiceOnEndpoint.call(session, i));
        }
        await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofMinutes(8))
                .until(() -> {
                    JsonNode counts = client.read("/api/score/sessions/" + session + "?jobs=none")
                            .get("status_counts");
                    return counts.get("completed").asInt()
                                    + counts.get("failed").asInt()
                            == CALLS;
                });
        return rows(client, session);
    }

    private static Map<String, Map<String, String>> rows(ServiceClient client, String session) throws IOException {
        Map<String, Map<String, String>> scores = new TreeMap<>();
        String csv = client.get("/api/runs/session-" + session + "/scores.csv").body();
        for (CSVRecord row : CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))) {
            Map<String, String> values = new LinkedHashMap<>(row.toMap());
            List.of("sample_id", "run_id", "job_id").forEach(values::remove);
            scores.put(values.get("question"), values);
        }
        return scores;
    }

    private Response inTrouble(Request request) {
        Response fault = fault(sequence.incrementAndGet(), request);
        return fault == null ? FakeModel.answer(request) : fault;
    }

    private @Nullable Response fault(long number, Request request) {
        if (!takeToken() || number % REFUSED_ANYHOW == 0) {
            refused.incrementAndGet();
            return Response.retryAfter(429, "1");
        }
        if (share(number, 1) < FAILED) {
            broken.incrementAndGet();
            return Response.of(500, "{\"error\":{\"message\":\"mock failure\"}}");
        }
        if (share(number, 2) < MALFORMED && request.path().endsWith("/chat/completions")) {
            garbled.incrementAndGet();
            return Response.saying(garble(FakeModel.reply(request), (int) (number % 4)));
        }
        return null;
    }

    private synchronized boolean takeToken() {
        long now = System.nanoTime();
        tokens = Math.min(A_SECOND, tokens + (now - refilled) / 1e9 * A_SECOND);
        refilled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** A number from 0 to below 1 that looks random but is the same for the same request of every run. */
    private static double share(long number, int salt) {
        long mixed = (number * 31 + salt) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (mixed >>> 11) / (double) (1L << 53);
    }

    private static String garble(String json, int how) {
        return switch (how) {
            case 0 -> json.substring(0, json.length() / 2);
            case 1 -> "Sure! Here it is:\n```json\n" + json.replace('"', '\'') + "\n```\nAnything else?";
            case 2 -> json.substring(0, json.length() - 1) + ",}";
            default -> "<think>Hm, [1] says no.</think>I cannot answer that.";
        };
    }
}
