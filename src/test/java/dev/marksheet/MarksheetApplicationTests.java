package dev.marksheet;

import static dev.marksheet.ServiceClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MarksheetApplicationTests extends RunningService {

    @Test
    void acknowledgesACallWithItsPlaces() {
        HttpResponse<String> response = client.post("/api/score/session_async", call("ack"));

        JsonNode body = json(response);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder(
                        "job_id",
                        "session_id",
                        "run_id",
                        "status",
                        "created_at",
                        "job_url",
                        "session_url",
                        "report_url",
                        "warnings");
        assertThat(text(body, "job_id")).matches("[0-9a-f]{12}");
        assertThat(text(body, "session_id")).isEqualTo("ack");
        assertThat(text(body, "run_id")).isEqualTo("session-ack");
        assertThat(text(body, "status")).isEqualTo("queued");
        assertThat(Instant.parse(text(body, "created_at"))).isBeforeOrEqualTo(Instant.now());
        assertThat(text(body, "job_url")).isEqualTo("/api/score/session/jobs/" + text(body, "job_id"));
        assertThat(text(body, "session_url")).isEqualTo("/api/score/sessions/ack");
        assertThat(text(body, "report_url")).isEqualTo("/runs/session-ack");
        assertThat(response.headers().firstValue("Location")).contains(text(body, "job_url"));
    }

    @Test
    void showsAnEndedJobWithScoresTimesAndEvidence() {
        JsonNode job = client.ended(client.submit(call("ended", "question", "q".repeat(100))));

        assertThat(text(job, "status")).isEqualTo("completed");
        assertThat(text(job, "sample_id")).isEqualTo("session-score-1");
        assertThat(job.get("error").isNull()).isTrue();
        assertThat(job.get("weighted_score").isNull()).isTrue();
        assertThat(job.get("scores").propertyNames()).containsExactly("faithfulness", "context_recall");
        assertThat(job.get("scores").get("faithfulness").asDouble()).isBetween(0.0, 1.0);
        assertThat(job.get("skipped_metrics")).isEmpty();
        JsonNode result = job.get("results").get("faithfulness");
        assertThat(text(result, "outcome")).isEqualTo("scored");
        assertThat(result.get("value")).isEqualTo(job.get("scores").get("faithfulness"));
        assertThat(result.get("evidence").isObject()).isTrue();
        Instant started = Instant.parse(text(job, "started_at"));
        assertThat(started).isBetween(Instant.parse(text(job, "created_at")), Instant.parse(text(job, "finished_at")));
        assertThat(job.get("latency_ms").asLong()).isNotNegative();
        assertRequestSummary(job.get("request_summary"));
    }

    private static void assertRequestSummary(JsonNode summary) {
        assertThat(text(summary, "question")).isEqualTo("q".repeat(80));
        assertThat(text(summary, "answer")).isEqualTo("The bridge opened in 1894.");
        assertThat(text(summary, "session_id")).isEqualTo("ended");
        assertThat(text(summary, "judge_model")).isEqualTo("local");
        assertThat(text(summary, "embedding_model")).isEqualTo("local");
        assertThat(summary.get("has_contexts").asBoolean()).isTrue();
        assertThat(summary.get("has_ground_truth").asBoolean()).isTrue();
        assertThat(texts(summary.get("metrics"))).containsExactly("faithfulness", "context_recall");
    }

    @Test
    void tellsTheCostOfMetricsInTheirRequestedOrder() {
        String[] metrics = {"rouge_score", "context_recall", "exact_match", "faithfulness", "bleu_score", "chrf_score"};
        JsonNode job = client.ended(client.submit(call("order", "metrics", List.of(metrics))));

        assertThat(job.get("usage").propertyNames()).containsExactly(metrics);
    }

    @Test
    void showsASessionWithItsFiguresAndJobsOldestFirst() {
        List<String> accepted = submitThree("figures");

        JsonNode session = client.read("/api/score/sessions/figures");

        assertThat(session.get("call_count").asLong()).isEqualTo(3);
        assertThat(json("{\"queued\":0,\"running\":0,\"completed\":3,\"failed\":0,\"cancelled\":0}"))
                .isEqualTo(session.get("status_counts"));
        assertThat(ids(session.get("jobs"))).isEqualTo(accepted);
        JsonNode stat = session.get("metric_stats").get("faithfulness");
        assertThat(stat.get("scored").asLong()).isEqualTo(3);
        assertThat(stat.get("failed").asLong()).isZero();
        assertThat(stat.get("mean")).isEqualTo(session.get("metric_means").get("faithfulness"));
        assertThat(stat.get("low95").asDouble())
                .isLessThanOrEqualTo(stat.get("mean").asDouble());
        assertThat(stat.get("high95").asDouble())
                .isGreaterThanOrEqualTo(stat.get("mean").asDouble());
        assertThat(Instant.parse(text(session, "latest_finished_at")))
                .isAfterOrEqualTo(Instant.parse(text(session, "created_at")));
    }

    @Test
    void showsTheSameReportByRunId() {
        submitThree("by-run");

        assertThat(client.read("/api/runs/session-by-run")).isEqualTo(client.read("/api/score/sessions/by-run"));
    }

    @Test
    void leavesJobsOutOrPagesThemOnRequest() {
        List<String> accepted = submitThree("paged");

        assertThat(client.read("/api/score/sessions/paged?jobs=none").has("jobs"))
                .isFalse();
        JsonNode first = client.read("/api/score/sessions/paged?limit=2");
        assertThat(ids(first.get("jobs"))).isEqualTo(accepted.subList(0, 2));
        JsonNode rest = client.read("/api/score/sessions/paged?limit=2&page_token=" + text(first, "next_page_token"));
        assertThat(ids(rest.get("jobs"))).isEqualTo(accepted.subList(2, 3));
        assertThat(rest.get("next_page_token").isNull()).isTrue();
        assertThat(client.get("/api/score/sessions/paged?limit=2&page_token=%C2%A7")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void answersNotModifiedUntilTheSessionChanges() {
        client.ended(client.submit(call("etag")));
        HttpResponse<String> first = client.get("/api/score/sessions/etag");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(client.get("/api/score/sessions/etag", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        client.ended(client.submit(call("etag")));
        assertThat(client.get("/api/score/sessions/etag", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void listsAllJobsAndSessionsNewestFirstInPages() {
        client.ended(client.submit(call("older")));
        String older = text(client.ended(client.submit(call("older"))), "job_id");
        String newer = text(client.ended(client.submit(call("newer"))), "job_id");

        JsonNode jobs = client.read("/api/score/session/jobs?limit=1");
        assertThat(ids(jobs.get("jobs"))).containsExactly(newer);
        String token = text(jobs, "next_page_token");
        assertThat(ids(client.read("/api/score/session/jobs?limit=1&page_token=" + token)
                        .get("jobs")))
                .containsExactly(older);
        JsonNode sessions = client.read("/api/score/sessions?limit=2");
        assertThat(sessions.get("sessions").valueStream().map(s -> text(s, "session_id")))
                .containsExactly("newer", "older");
        assertThat(sessions.get("sessions").get(0).has("jobs")).isFalse();
        assertThat(client.read("/api/runs?limit=2").get("runs")).isEqualTo(sessions.get("sessions"));
    }

    @Test
    void skipsMetricsWithoutTheirInputsAndScoresTheRest() {
        Map<String, Object> call = call("skips");
        call.remove("ground_truth");

        JsonNode job = client.ended(client.submit(call));

        assertThat(text(job, "status")).isEqualTo("completed");
        assertThat(texts(job.get("skipped_metrics"))).containsExactly("context_recall");
        assertThat(job.get("scores").get("context_recall").isNull()).isTrue();
        assertThat(job.get("scores").get("faithfulness").isNumber()).isTrue();
        JsonNode skipped = job.get("results").get("context_recall");
        assertThat(text(skipped, "outcome")).isEqualTo("skipped");
        assertThat(text(skipped, "reason")).contains("ground_truth");
        JsonNode session = client.read("/api/score/sessions/skips");
        assertThat(session.get("metric_means").get("context_recall").isNull()).isTrue();
    }

    private List<String> submitThree(String session) {
        return IntStream.range(0, 3)
                .mapToObj(i -> text(client.ended(client.submit(call(session))), "job_id"))
                .toList();
    }

    private static List<String> ids(JsonNode jobs) {
        return jobs.valueStream().map(job -> text(job, "job_id")).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
