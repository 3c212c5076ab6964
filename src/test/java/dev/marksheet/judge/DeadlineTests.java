package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a call's deadline leaves, seen through the whole service. */
class DeadlineTests {

    @TempDir
    Path outputs;

    @Test
    void namesTheLastFaultThatWasSeenAndKeepsWhatWasScored() {
        try (FakeEndpoint endpoint = new FakeEndpoint()) {
            endpoint.otherwise(request -> request.path().endsWith("/embeddings")
                    ? FakeModel.answer(request)
                    : FakeEndpoint.Response.of(429, "{\"error\":{\"message\":\"slow down, please\"}}"));
            try (ServiceOnEndpoint service =
                    ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), "--marksheet.job.deadline=2s")) {
                JsonNode english = ended(service.client(), "en");
                assertThat(reason(english))
                        .contains("not finished within the call's deadline of 2 s (marksheet.job.deadline); ")
                        .contains("429", "slow down, please");
                assertThat(english.at("/results/answer_similarity/outcome").asString())
                        .isEqualTo("scored");
                assertThat(english.at("/usage/faithfulness/requests").asInt())
                        .as("what was spent in vain is booked")
                        .isPositive();

                assertThat(reason(ended(service.client(), "zh")))
                        .contains("未能在此调用的时限 2 秒内完成（marksheet.job.deadline）；")
                        .contains("429", "slow down, please");
            }
        }
    }

    private static JsonNode ended(ServiceClient client, String language) {
        Map<String, Object> call = ServiceOnEndpoint.call("deadline-" + language, 1);
        call.put("language", language);
        return client.ended(client.submit(call));
    }

    private static String reason(JsonNode job) {
        return job.at("/results/faithfulness/reason").asString();
    }
}
