package dev.marksheet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.metric.MetricCatalog;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MetricControllerTests {

    private final MetricCatalog catalog = MetricBeans.standard();
    private final ApiSlice slice = ApiSlice.of(new MetricController(catalog));

    private JsonNode metric(String name) {
        return StreamSupport.stream(
                        slice.get("/api/metrics").json().get("metrics").spliterator(), false)
                .filter(metric -> metric.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsOfEveryMetricInTheOrderOfTheCatalogue() {
        Answer answer = slice.get("/api/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.fields()).containsExactly("metrics");
        JsonNode metrics = answer.json().get("metrics");
        assertThat(metrics).hasSameSizeAs(catalog.descriptions());
        for (int i = 0; i < metrics.size(); i++) {
            JsonNode metric = metrics.get(i);
            assertThat(metric.get("name").asString())
                    .isEqualTo(catalog.descriptions().get(i).name());
            assertThat(metric.propertyNames())
                    .containsExactly(
                            "name", "needs", "range", "higher_is_better", "judge_calls", "description", "is_default");
            assertThat(metric.get("description").asString()).isNotBlank();
            assertThat(metric.at("/range/0").asDouble())
                    .isLessThan(metric.at("/range/1").asDouble());
        }
    }

    @Test
    void marksTheDefaultSixAndNoOthers() {
        List<String> defaults = StreamSupport.stream(
                        slice.get("/api/metrics").json().get("metrics").spliterator(), false)
                .filter(metric -> metric.get("is_default").asBoolean())
                .map(metric -> metric.get("name").asString())
                .toList();

        assertThat(defaults).containsExactlyInAnyOrderElementsOf(MetricBeans.DEFAULTS);
    }

    @Test
    void namesWhatAMetricNeedsAsCallsNameIt() {
        assertThat(metric("context_recall").get("needs").toString())
                .isEqualTo("[\"question\",\"contexts\",\"ground_truth\"]");
        assertThat(metric("noise_sensitivity").get("higher_is_better").asBoolean())
                .isFalse();
        assertThat(metric("rouge_score").get("range").toString()).isEqualTo("[0.0,1.0]");
    }

    @Test
    void onlyReads() {
        Answer answer = slice.post("/api/metrics", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(slice.send(ApiSlice.request("GET", "/api/metrics").accept("text/csv"))
                        .status())
                .isEqualTo(406);
    }
}
