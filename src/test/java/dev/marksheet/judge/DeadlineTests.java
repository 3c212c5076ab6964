package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a call's deadline leaves, seen through the whole service. */
class DeadlineTests {

    @TempDir
    Path outputs;

    /** Each language has a service of its own: a second call would wait out the pause that the first was told to make. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | not finished within the call's deadline of 3 s (marksheet.job.deadline);
            zh | 未能在此样本的时限 3 秒内完成（marksheet.job.deadline）；
            """)
    void namesTheLastFaultThatWasSeenAndKeepsWhatWasScored(String language, String deadline) {
        try (FakeEndpoint endpoint = new FakeEndpoint()) {
            endpoint.otherwise(request -> request.path().endsWith("/embeddings")
                    ? FakeModel.answer(request)
                    : FakeEndpoint.Response.of(429, "{\"error\":{\"message\":\"slow down, please\"}}"));
            try (ServiceOnEndpoint service =
                    ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), "--marksheet.job.deadline=3s")) {
                JsonNode job = ended(service.client(), language);
                assertThat(job.at("/results/faithfulness/reason").asString())
                        .contains(deadline)
                        .contains("429", "slow down, please");
                assertThat(job.at("/results/answer_similarity/outcome").asString())
                        .isEqualTo("scored");
                assertThat(job.at("/usage/faithfulness/requests").asInt())
                        .as("what was spent in vain is booked")
                        .isPositive();
            }
        }
    }

    private static JsonNode ended(ServiceClient client, String language) {
        Map<String, Object> call = ServiceOnEndpoint.call("deadline-" + language, 1);
        call.put("language", language);
        return client.ended(client.submit(call));
    }
}
