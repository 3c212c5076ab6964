package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The exam of the embedded judge, as programs and browsers see it. */
class JudgeExamTests extends RunningService {

    @Test
    void examinesTheJudgeAndNamesTheResultOnEveryRunThatItMarked() {
        client.ended(client.submit(call("examined")));

        HttpResponse<String> begun = client.post("/api/judge/exam", Map.of("judge_model", "local"));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        assertThat(begun.body())
                .contains("\"state\":\"running\"", "\"judge_model\":\"local\"", "\"expected\":{", "\"requests\":0");

        JsonNode exam = awaitExam();
        JsonNode result = exam.get("result");
        assertThat(exam.get("done").asInt()).isEqualTo(exam.get("rows").asInt()).isGreaterThanOrEqualTo(120);
        assertThat(exam.get("fingerprint").asString()).hasSize(12);
        assertThat(result.get("total").get("balanced_accuracy").asDouble()).isBetween(0.8, 1.0);
        assertThat(result.get("total").get("interval")).hasSize(2);
        assertThat(result.get("languages").propertyNames()).containsExactly("en", "zh");
        assertThat(result.get("kinds").propertyNames()).contains("number", "negation", "refusal_wrong");
        assertThat(result.get("misses")).hasSize(2);
        assertThat(result.get("usage").get("requests").asInt()).isZero();

        requireHeadline(result);
    }

    private void requireHeadline(JsonNode result) {
        String headline = "%.2f in the exam, misses "
                .formatted(result.get("total").get("balanced_accuracy").asDouble());
        assertThat(page("/runs/session-examined", "en")).contains(headline);
        assertThat(page("/runs/session-examined", "zh")).contains("考试成绩 0.", "看不出");
        assertThat(client.get("/api/runs/session-examined/summary.md").body())
                .contains("Reliability of the judge:** `local`: " + headline);
        assertThat(page("/judge", "en")).contains(headline, "wrong number", "English", "Chinese", "data-ago");
        assertThat(page("/judge", "zh")).contains("错误的数字", "平衡准确率", "考试成绩 0.");
    }

    @Test
    void aSecondExamShowsWhichVerdictsFlip() {
        client.post("/api/judge/exam", Map.of());
        awaitExam();
        client.post("/api/judge/exam", Map.of());
        await().until(() -> !awaitExam().get("result").get("flips").isNull());
        assertThat(awaitExam().get("result").get("flips")).isEmpty();
        assertThat(page("/judge", "en")).contains("0 of ");
    }

    @Test
    void saysNothingOnARunWhoseJudgeHasNotSatIt() {
        Map<String, Object> call = call("unexamined", "metrics", List.of("exact_match"));
        client.ended(client.submit(call));

        assertThat(page("/runs/session-unexamined", "en")).doesNotContain("in the exam");
        assertThat(client.get("/api/runs/session-unexamined/summary.md").body()).doesNotContain("in the exam");
    }

    private String page(String path, String language) {
        HttpResponse<String> page = client.get(path, "Accept", "text/html", "Accept-Language", language);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    private JsonNode awaitExam() {
        return await().until(
                        () -> client.read("/api/judge/exam?judge_model=local")
                                .get("exams")
                                .path(0),
                        exam -> exam.path("state").asString("").equals("completed"));
    }
}
