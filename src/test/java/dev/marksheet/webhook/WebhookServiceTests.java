package dev.marksheet.webhook;

import static dev.marksheet.judge.llm.ServiceOnEndpoint.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import dev.marksheet.webhook.FakeReceiver.Answer;
import dev.marksheet.webhook.FakeReceiver.Received;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Webhooks as an operator meets them: settings in, signed messages and a page out, and no secret anywhere. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookServiceTests {

    private static final String SECRET = "whsec_dGhpcyBpcyBub3QgZm9yIGxvZ3M=";

    @Test
    void tellsOfIdleSessionsAndOfTheJudge(@TempDir Path outputs, CapturedOutput log) {
        try (FakeReceiver receiver = new FakeReceiver(request -> Answer.of(200));
                FakeReceiver down = new FakeReceiver(request -> Answer.of(500));
                FakeEndpoint endpoint = new FakeEndpoint().otherwise(FakeModel::answer);
                ServiceOnEndpoint service = start(outputs, endpoint, receiver, down)) {
            ServiceClient client = service.client();
            client.ended(client.submit(call("nightly", 1)));
            assertIdle(first(receiver, "session.idle"));
            assertGates(client, receiver);
            endpoint.otherwise(request -> FakeEndpoint.Response.of(401, "{\"error\":{\"message\":\"bad key\"}}"));
            client.submit(call("waits", 2));
            assertOutage(first(receiver, "judge.unreachable"));
            assertPage(client, down);
            assertThat(log.getAll())
                    .contains("takes no message (HTTP 500)")
                    .doesNotContain("token-in-the-path", SECRET);
        }
    }

    private static ServiceOnEndpoint start(
            Path outputs, FakeEndpoint endpoint, FakeReceiver receiver, FakeReceiver down) {
        return ServiceOnEndpoint.start(
                outputs,
                endpoint.baseUrl(),
                "--marksheet.public-url=https://marks.example.org/",
                "--marksheet.webhooks[0].url=" + receiver.url(),
                "--marksheet.webhooks[0].secret=" + SECRET,
                "--marksheet.webhooks[0].idle=0s",
                "--marksheet.webhooks[1].url=" + down.url(),
                "--marksheet.webhooks[1].events=session.idle",
                "--marksheet.webhooks[1].idle=0s");
    }

    private static void assertOutage(Received message) {
        JsonNode outage = ServiceClient.json(message.body());
        assertThat(outage.at("/type").asString()).isEqualTo("judge.unreachable");
        assertThat(outage.at("/data/message/zh").asString()).isNotEmpty();
    }

    private static Received first(FakeReceiver receiver, String type) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> of(receiver, type), told -> !told.isEmpty())
                .get(0);
    }

    private static List<Received> of(FakeReceiver receiver, String type) {
        return receiver.received().stream()
                .filter(message -> message.body().contains("\"type\":\"" + type + "\""))
                .toList();
    }

    /** What settings turn is told of as well as what calls turn. */
    private static void assertGates(ServiceClient client, FakeReceiver receiver) {
        String session = "/api/score/sessions/gated";
        client.put(session, "{\"gate\": {\"criteria\": {\"exact_match\": 0.5}}}");
        for (int i = 0; i < 12; i++) {
            Map<String, Object> call = call("gated", i);
            call.put("answer", call.get("ground_truth"));
            call.put("metrics", List.of("exact_match"));
            client.ended(client.submit(call));
        }
        JsonNode passed =
                ServiceClient.json(first(receiver, "gate.passed").body()).get("data");
        assertThat(passed.at("/session_id").asString()).isEqualTo("gated");
        assertThat(passed.at("/verdict").asString()).isEqualTo("PASS");
        assertThat(passed.at("/criteria/0/mean").asDouble()).isEqualTo(1);
        assertThat(passed.at("/reason/zh").asString()).isEqualTo("exact_match 1.000 (> 0.5)");
        client.put(session, "{\"gate\": {\"criteria\": {\"string_present\": 0.5}}, \"expect\": 12}");
        client.put(session, "{\"gate\": {\"criteria\": {\"exact_match\": 0.4}}}");
        await().until(() -> of(receiver, "gate.passed").size() == 2);
        assertThat(of(receiver, "gate.failed")).isEmpty();
    }

    private static void assertIdle(Received message) {
        JsonNode body = ServiceClient.json(message.body());
        assertThat(body.at("/type").asString()).isEqualTo("session.idle");
        assertThat(body.at("/data/session_id").asString()).isEqualTo("nightly");
        assertThat(body.at("/data/report_url").asString()).isEqualTo("https://marks.example.org/runs/session-nightly");
        Map<String, String> headers = message.headers();
        assertThat(headers.get("webhook-signature"))
                .isEqualTo(Signature.standard(
                        SECRET,
                        headers.get("webhook-id"),
                        Long.parseLong(headers.get("webhook-timestamp")),
                        message.body()));
    }

    private static void assertPage(ServiceClient client, FakeReceiver down) {
        await().until(() -> !down.received().isEmpty());
        await().until(() -> page(client, "en").contains("HTTP 500"));
        String page = page(client, "en");
        assertThat(page)
                .contains("Webhooks", "session.idle", "judge.unreachable", "webhooks[1]", "HTTP 200", "Send again")
                .doesNotContain("token-in-the-path", SECRET);
        assertThat(page(client, "zh")).contains("接收方", "重新发送", "已送达");
        assertThat(client.get("/webhooks?state=pending", "Accept", "text/html").body())
                .contains("HTTP 500")
                .doesNotContain("judge.unreachable</code>");

        String id = page.replaceAll("(?s).*?/webhooks/(msg_[0-9a-f]+)/retry.*", "$1");
        assertThat(client.submitForm("/webhooks/" + id + "/retry", Map.of()).statusCode())
                .as("from nowhere")
                .isEqualTo(403);
        HttpResponse<String> again =
                client.submitForm("/webhooks/" + id + "/retry", Map.of(), "Sec-Fetch-Site", "same-origin");
        assertThat(again.statusCode()).isIn(302, 303);
        assertThat(client.submitForm("/webhooks/msg_0/retry", Map.of(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(404);
    }

    private static String page(ServiceClient client, String language) {
        return client.get("/webhooks?lang=" + language, "Accept", "text/html").body();
    }
}
