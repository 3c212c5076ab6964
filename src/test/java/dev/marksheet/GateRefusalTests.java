package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GateRefusalTests extends RunningService {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    exact_match=1 | exact_match | no number of calls can prove
                    exact_match=0 | exact_match | no number of calls can prove
                    exact_match=1.5 | exact_match | must lie between 0.0 and 1.0
                    exact_match=high | exact_match | must be a number
                    exact_match=NaN | exact_match | must be a number
                    exact_match=0.5&exact_match=0.6 | exact_match | more than once
                    nope=0.5 | nope | is neither a metric nor a parameter of the gate; valid:
                    faithfullness=0.5 | faithfullness | did you mean faithfulness?
                    exact_match=0.5&alfa=0.1 | alfa | did you mean alpha?
                    exact_match=0.5&alpha=0 | alpha | must be a number between
                    exact_match=0.5&alpha=2 | alpha | must be a number between
                    exact_match=0.5&wait=3601 | wait | between 0 and 3600
                    exact_match=0.5&expect=0 | expect | whole number
                    exact_match=0.5&rule=median | rule | must be evidence or mean
                    exact_match=0.5&format=yaml | format | must be json, text
                    exact_match=0.5&strict=yes | strict | must be true or false
                    exact_match=0.5&min_coverage=95 | min_coverage | between 0.0 and 1.0
                    exact_match=0.5&margin=0.1 | margin | needs a baseline
                    alpha=0.05 | criteria | are missing
                    answer_similarity=0.5&semantic_similarity=0.6 | semantic_similarity | another name
                    """)
    void refusesWhatIsWrongByName(String query, String field, String message) {
        client.ended(client.submit(call("gate-refused")));

        HttpResponse<String> response = client.get("/api/score/sessions/gate-refused/gate?" + query);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode error = ServiceClient.json(response).get("errors").get(0);
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("message").asString()).contains(message);
    }
}
