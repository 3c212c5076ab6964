package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers as a reader would write them: what computing with binary fractions leaves in the last digits is not shown. */
class PlainNumbersTests extends RunningService {

    private static final String LETTERS = "abcdefghij";

    @Test
    void showsScoresAndTheirDifferencesWithoutTheNoiseOfComputing() {
        scored("plain-alike", 9);
        scored("plain-less", 7);
        scored("plain-least", 1);

        String least = client.get("/api/score/sessions/plain-least").body();
        String compared = client.get(
                        "/api/compare?run=session-plain-less&run=session-plain-alike&run=session-plain-least")
                .body();

        assertThat(least).contains("\"non_llm_string_similarity\":0.1", "\"min\":0.1,\"max\":0.1");
        assertThat(compared).contains("\"difference\":0.2,", "\"difference\":-0.6,");
        assertThat(client.get("/api/runs/session-plain-least/scores.csv").body())
                .contains(",0.1\r\n");
        assertThat(Stream.of(least, compared)).noneMatch(text -> text.matches("(?s).*\\d\\.\\d{13,}.*"));
    }

    /** A call whose answer has so many of ten letters right. */
    private void scored(String session, int right) {
        Map<String, Object> call = call(session, "metrics", List.of("non_llm_string_similarity"));
        call.put("ground_truth", LETTERS);
        call.put("answer", LETTERS.substring(0, right) + "-".repeat(LETTERS.length() - right));
        client.ended(client.submit(call));
    }
}
