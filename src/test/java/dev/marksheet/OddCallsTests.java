package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Calls without contexts, with very many and with very long texts are answered clearly and never by a 500. */
class OddCallsTests extends RunningService {

    private static final int TWO_HUNDRED_KB = 200_000;
    private static final int BOUND = 1_000_000;

    private static String text(String part) {
        return part.repeat(TWO_HUNDRED_KB / part.length());
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of("contexts", List.of()),
                Arguments.of("contexts", Collections.nCopies(1000, "The bridge opened in 1894.")),
                Arguments.of("contexts", List.of(text("The bridge opened in 1894. "))),
                Arguments.of("answer", text("The bridge opened in 1894. ")),
                Arguments.of("answer", text("x")),
                Arguments.of("answer", "👩‍💻\u202e"),
                Arguments.of("ground_truth", text("这座桥建于1957年。")));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void answersClearlyAndWithinBounds(String field, Object value) {
        HttpResponse<String> response = client.post("/api/score", call("odd", field, value));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSizeLessThan(BOUND);
        for (JsonNode result : ServiceClient.json(response).get("results")) {
            assertThat(result.get("outcome").asString()).isIn("scored", "skipped");
            assertThat(result.get("reason").asString()).isNotBlank();
        }
    }

    @Test
    void comparesABareFigureWithAChineseQuestion() {
        Map<String, Object> call = call("odd", "question", "2020年经济增长了多少？");
        call.put("answer", "2.3%");
        call.put("ground_truth", "2.3%");
        call.put("metrics", List.of("answer_similarity", "answer_relevancy"));

        JsonNode results = ServiceClient.json(client.post("/api/score", call)).get("results");

        assertThat(results.get("answer_similarity").get("value").asDouble()).isGreaterThan(0.99);
        assertThat(results.get("answer_relevancy").get("outcome").asString()).isEqualTo("scored");
    }

    @Test
    void skipsWhatWouldTakeMinutesToCompare() {
        Map<String, Object> call = call("odd", "answer", text("The bridge opened in 1894. "));
        call.put("ground_truth", text("The river runs under it. "));
        call.put("reference_contexts", List.of(text("Iron ")));
        call.put("contexts", List.of(text("Steel ")));
        List<String> metrics = List.of(
                "non_llm_string_similarity",
                "rouge_score",
                "non_llm_context_recall",
                "non_llm_context_precision_with_reference");
        call.put("metrics", metrics);

        JsonNode results = ServiceClient.json(client.post("/api/score", call)).get("results");

        assertThat(metrics)
                .allSatisfy(
                        metric -> assertThat(results.get(metric).get("reason").asString())
                                .startsWith("the texts are too long to be compared"));
    }
}
