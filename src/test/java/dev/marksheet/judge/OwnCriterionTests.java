package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A metric of a team's own, from the configuration to the columns of the CSV, over HTTP. */
class OwnCriterionTests {

    @TempDir
    Path outputs;

    @Test
    void isUsedLikeAnyOtherMetric() {
        try (FakeEndpoint endpoint = new FakeEndpoint();
                ServiceOnEndpoint service = ServiceOnEndpoint.start(
                        outputs,
                        endpoint.baseUrl(),
                        "--marksheet.criteria[0].name=礼貌",
                        "--marksheet.criteria[0].definition=The answer is polite.",
                        "--marksheet.metrics=礼貌,exact_match")) {
            endpoint.otherwise(FakeModel::answer);
            ServiceClient client = service.client();

            JsonNode job = client.ended(client.submit(ServiceOnEndpoint.call("own", 1)));
            JsonNode twice = scoredWith(client, Map.of("礼貌", Map.of("strictness", 3)));

            assertThat(job.at("/scores/礼貌").asDouble()).isEqualTo(1);
            assertThat(job.at("/results/礼貌/evidence/formula").asString()).isEqualTo("the judge's score = 1");
            assertThat(twice.at("/usage/礼貌/requests").asLong()).isEqualTo(3);
            assertThat(client.get("/api/runs/session-own/scores.csv")
                            .body()
                            .lines()
                            .findFirst())
                    .hasValueSatisfying(header -> assertThat(header).endsWith("job_id,礼貌,exact_match"));
            assertThat(client.read("/api/metrics").toString()).contains("The answer is polite.");
            assertThat(endpoint.received().get(0).message(0)).contains("The answer is polite.");
        }
    }

    private static JsonNode scoredWith(ServiceClient client, Map<String, Object> parameters) {
        Map<String, Object> call = ServiceOnEndpoint.call("own", 2);
        call.put("metrics", List.of("礼貌"));
        call.put("metric_params", parameters);
        return client.ended(client.submit(call));
    }
}
