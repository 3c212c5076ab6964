package dev.marksheet.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.session.Reported;
import dev.marksheet.session.dataset.DatasetVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are not taken, and what lies just on this side of the edge. */
class CallRefusalTests {

    private final CallSlice slice = new CallSlice();

    private Answer refused(int status, String json) {
        Answer answer = slice.submit(json);
        assertThat(answer.status()).as(json + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        slice.nothingHappened();
        return answer;
    }

    private void taken(String json) {
        assertThat(slice.submit(json).status()).as(json).isEqualTo(202);
    }

    private static String call(String more) {
        return "{\"session_id\": \"s\", \"question\": \"q\", " + more + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"session_id\": \"a\",}", "[]", "\"text\"", "7", "null", "{\"a\":1,\"a\":2}"})
    void readsNoBodyThatIsNoJsonObject(String body) {
        assertThat(refused(400, body).detail()).startsWith("The body").doesNotContain("dev.marksheet", "jackson");
    }

    @Test
    void saysWhereJsonIsBroken() {
        assertThat(refused(400, "{\"session_id\":\n \"a\" 7}").detail())
                .isEqualTo("The body is not well-formed JSON (line 2, column 6).");
        assertThat(refused(400, "{\"a\": 1,\n\"a\": 2}").detail()).startsWith("The body names a field twice (line 2");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            question             | 17              | question        | must be a string
            session_id           | {}              | session_id      | must be a string
            answer               | true            | answer          | must be a string
            contexts             | 5               | contexts        | must be an array of texts
            contexts             | [1]             | contexts[0]     | an object that holds its text
            contexts             | ["a",null]      | contexts[1]     | an object that holds its text
            retrieved_contexts   | [{"url":"a"}]   | retrieved_contexts[0] | page_content
            metrics              | 5               | metrics         | an array of strings, or one string with commas
            metrics              | [5]             | metrics[0]      | must be a string
            metric_params        | []              | metric_params   | one object of parameters for each metric
            metric_params        | {"a":7}         | metric_params.a | one object of parameters for each metric
            item                 | 1.5             | item            | a string or a whole number
            item                 | []              | item            | a string or a whole number
            metadata             | "x"             | metadata        | must be an object
            metadata             | {"a":1}         | metadata.a      | must be a string
            retrieved_context_ids | [1.5]          | retrieved_context_ids[0] | a string or a whole number
            reference_context_ids | 7              | reference_context_ids | an array of strings or whole numbers
            idempotency_key      | 7               | idempotency_key | must be a string
            """)
    void namesTheFieldThatIsOfAnotherKind(String field, String value, String named, String words) {
        Answer answer = refused(400, "{\"" + field + "\": " + value + "}");

        assertThat(answer.faults()).containsExactly(named);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(words);
        assertThat(answer.detail()).startsWith(named);
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        Answer answer = refused(422, """
                {"session_id": "", "question": " ", "contexts": ["", "a\\u0000b"], "metrics": ["faithfulness", "nope"],
                 "judge_model": "gpt", "embedding_model": "bge", "language": "fr", "item": "a\\u0007", "response": "a",
                 "answer": "b", "metadata": {"a:b": "c"}}""");

        assertThat(answer.faults())
                .containsExactlyInAnyOrder(
                        "session_id",
                        "question",
                        "contexts[1]",
                        "metrics[1]",
                        "judge_model",
                        "embedding_model",
                        "language",
                        "item",
                        "response",
                        "metadata.a:b");
    }

    @Test
    void listsWhatIsValidOnce() {
        Answer answer = refused(422, call("\"metrics\": [\"faithfulness\", \"faithfullness\"]"));

        assertThat(answer.json().at("/errors/0/message").asString()).contains("valid: ", "context_recall");
        assertThat(answer.detail()).startsWith("metrics[1] ").doesNotContain("context_recall");
    }

    @Test
    void countsTheLettersOfASessionsIdAsPeopleDo() {
        String session = "{\"session_id\": \"%s\", \"question\": \"q\"}";
        refused(422, "{\"question\": \"q\"}");
        refused(422, session.formatted("😀".repeat(201)));
        refused(422, session.formatted("a\\tb"));
        refused(422, session.formatted("a\\u0085b"));
        assertThat(refused(422, session.formatted("a".repeat(201))).faults()).containsExactly("session_id");

        taken(session.formatted("😀".repeat(200)));
        taken(session.formatted("../ 会话"));
    }

    @Test
    void takesAsMuchAsItKeepsAndNoMore() {
        refused(422, call("\"contexts\": [\"1\", \"2\", \"3\", \"4\"]"));
        refused(422, call("\"reference_context_ids\": [1, 2, 3, 4]"));
        refused(422, call("\"item\": \"" + "😀".repeat(201) + "\""));
        refused(422, call("\"metadata\": " + pairs(21)));
        refused(422, call("\"metadata\": {\"k\": \"" + "v".repeat(501) + "\"}"));
        refused(422, call("\"metadata\": {\"k\": null}"));

        taken(call("\"contexts\": [\"1\", \"2\", \"3\"]"));
        taken(call("\"reference_context_ids\": [1, 2, 3]"));
        taken(call("\"item\": \"" + "😀".repeat(200) + "\""));
        taken(call("\"metadata\": " + pairs(20)));
        taken(call("\"metadata\": {\"k\": \"" + "v".repeat(500) + "\"}"));
    }

    private static String pairs(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"k" + i + "\": \"v\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Test
    void readsNoBodyOfEndlesslyManyValues() {
        Answer answer = refused(413, call("\"contexts\": [" + "1,".repeat(60_000) + "1]"));

        assertThat(answer.detail()).startsWith("The body holds more values").doesNotContain("jackson", "Stream");
        assertThat(refused(413, call("\"metric_params\": " + "{\"a\":".repeat(2000)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void saysWhatToSetWhereAModelIsNamedWithoutAnEndpoint() {
        assertThat(refused(422, call("\"judge_model\": \"gpt\"")).detail())
                .contains(
                        "judge_model names a model, but no judge endpoint is configured; set marksheet.judge.base-url");
        taken(call("\"judge_model\": \"local\", \"embedding_model\": \"local\", \"language\": \"auto\""));
    }

    /** Version 3 of qa alone, and of it row 7 alone. */
    private void keepOneRow() {
        DatasetVersion version = new DatasetVersion(
                "d1",
                "qa",
                3,
                Reported.CREATED,
                "hash",
                10,
                1,
                0,
                new DatasetVersion.Details("jsonl", "utf-8", Map.of("question", "question"), List.of(), 0));
        when(slice.datasets.version(anyString(), anyInt())).thenReturn(Optional.empty());
        when(slice.datasets.latest(any())).thenReturn(Optional.empty());
        when(slice.datasets.version("qa", 3)).thenReturn(Optional.of(version));
        when(slice.datasets.item("d1", "7"))
                .thenReturn(Optional.of(new DatasetVersion.Item(7, "7", false, 8, "{\"question\":\"When?\"}")));
        when(slice.datasets.item("d1", "8")).thenReturn(Optional.empty());
    }

    @Test
    void belongsToARowThatThereIs() {
        keepOneRow();

        for (String dataset : List.of("qa@4", "qa", "qa@0", "qa@9999999999", "a/b@3", "@3")) {
            Answer unknown = refused(422, call("\"dataset\": \"" + dataset + "\", \"item\": 7"));
            assertThat(unknown.faults()).as(dataset).containsExactly("dataset");
            assertThat(unknown.detail()).contains("GET /api/datasets lists all datasets");
        }
        assertThat(refused(422, call("\"dataset\": \"qa@3\"")).detail()).contains("item is required with dataset");
        assertThat(refused(422, call("\"dataset\": \"qa@3\", \"item\": 8")).detail())
                .contains("item is no row of qa@3");
        taken("{\"session_id\": \"s\", \"dataset\": \"qa@3\", \"item\": 7}");
    }

    @Test
    void takesNoCallFromThoseWhoSendNoJsonOrTakeNone() {
        String json = call("\"answer\": \"a\"");
        for (String type : List.of("text/plain", "application/xml", "text/csv")) {
            assertThat(slice.send(ApiSlice.request("POST", CallSlice.SUBMIT)
                                    .contentType(type)
                                    .content(json))
                            .status())
                    .as(type)
                    .isEqualTo(415);
        }
        for (String accept : List.of("text/csv", "text/html", "application/xml")) {
            assertThat(slice.send(ApiSlice.request("POST", CallSlice.SUBMIT)
                                    .contentType("application/json")
                                    .accept(accept)
                                    .content(json))
                            .status())
                    .as(accept)
                    .isEqualTo(406);
        }
        assertThat(slice.get(CallSlice.SCORE).status()).isEqualTo(405);
        assertThat(slice.get(CallSlice.SUBMIT).header("Allow")).isEqualTo("POST");
        slice.nothingHappened();
    }
}
