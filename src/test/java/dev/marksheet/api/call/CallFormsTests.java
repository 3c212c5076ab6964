package dev.marksheet.api.call;

import static dev.marksheet.api.call.CallSlice.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.ScoreRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

/** Calls that come as forms, as workflow tools send them that paste texts into JSON unescaped. */
class CallFormsTests {

    private static final String ENCODED = "application/x-www-form-urlencoded";
    private static final String PARTS = "multipart/form-data; boundary=b";

    private static final String[] FIELDS = {
        "session_id",
        "forms",
        "question",
        "Say \"when\"\nand where?",
        "answer",
        "In 1894 & here + there 100%",
        "contexts[]",
        "one |||| two",
        "reference_contexts",
        "three",
        "reference_contexts",
        "four",
        "metrics",
        "[\"faithfulness\", \"answer_relevancy\"]",
        "metadata",
        "{\"app\": \"dify\"}",
        "item",
        "7"
    };

    private final CallSlice slice = new CallSlice();

    private Answer sent(String type, String... fields) {
        return slice.send(form(CallSlice.SUBMIT, type, fields));
    }

    private ScoreRequest submitted() {
        ArgumentCaptor<ScoreRequest> request = ArgumentCaptor.forClass(ScoreRequest.class);
        verify(slice.manager).submit(request.capture());
        return request.getValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {ENCODED, PARTS})
    void readsTextsListsAndObjects(String type) {
        Answer answer = sent(type, FIELDS);

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        ScoreRequest request = submitted();
        assertThat(request.sample().question()).isEqualTo("Say \"when\"\nand where?");
        assertThat(request.sample().answer()).isEqualTo("In 1894 & here + there 100%");
        assertThat(request.sample().referenceContexts()).containsExactly("three", "four");
        assertThat(request.metrics()).containsExactly("faithfulness", "answer_relevancy");
        assertThat(request.tags().metadata()).isEqualTo(Map.of("app", "dify"));
        assertThat(request.tags().item()).isEqualTo("7");
    }

    @Test
    void splitsOnePassageThatIsSentByItselfAndNoneOfAList() {
        sent(ENCODED, "session_id", "s", "question", "q", "contexts", "one |||| two");

        assertThat(submitted().sample().contexts()).containsExactly("one", "two");
    }

    @Test
    void scoresAFormAtOnceToo() throws InterruptedException {
        when(slice.direct.score(any())).thenReturn(new CallResult(Map.of(), Map.of(), 1, null));

        assertThat(slice.send(form(CallSlice.SCORE, ENCODED, "question", "q")).status())
                .isEqualTo(200);
    }

    @Test
    void takesAFieldThatIsNoListOnce() {
        Answer answer = sent(ENCODED, "session_id", "a", "session_id", "b", "question", "q", "question", "q");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faults()).containsExactlyInAnyOrder("session_id", "question");
        assertThat(answer.detail()).contains("was sent more than once");
        slice.nothingHappened();
    }

    @Test
    void namesTheFieldThatIsOfAnotherKind() {
        Answer answer = sent(ENCODED, "session_id", "s", "question", "q", "metadata", "dify");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly("metadata");
        assertThat(sent(PARTS, "session_id", "s", "question[]", "q").faults()).containsExactly("question");
        slice.nothingHappened();
    }

    @Test
    void keepsTheRulesOfCalls() {
        Answer answer = sent(ENCODED, "session_id", "s", "question", " ");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faults()).containsExactly("question");
        assertThat(sent(ENCODED).faults()).containsExactlyInAnyOrder("session_id", "question");
        assertThat(sent(ENCODED, "session_id", "s", "question", "q", "sesion", "x")
                        .json()
                        .at("/warnings/0")
                        .asString())
                .startsWith("sesion is not a field and was ignored");
    }

    /** As curl sends it without a header. */
    @Test
    void saysHowJsonIsToBeSentThatCameAsAForm() {
        Answer answer = sent(ENCODED, " {\"session_id\": \"s\", \"question\": \"a", "b\"}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.detail()).contains("Content-Type: application/json");
        slice.nothingHappened();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site",
        "Origin,https://evil.example",
        "Origin,http://localhost:81",
        "Origin,null",
        "Origin,http://[",
    })
    void takesNoFormFromAPageOfAnotherSite(String header, String value) {
        for (String uri : List.of(CallSlice.SUBMIT, CallSlice.SCORE)) {
            for (String type : List.of(ENCODED, PARTS)) {
                Answer answer = slice.send(form(uri, type, "session_id", "s", "question", "q")
                        .header("Host", "localhost")
                        .header(header, value));
                assertThat(answer.status()).as(uri + " " + type).isEqualTo(403);
                assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            }
        }
        slice.nothingHappened();
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site,same-origin", "Sec-Fetch-Site,none", "Origin,http://localhost"})
    void takesAFormFromAPageOfItsOwn(String header, String value) {
        assertThat(slice.send(form(CallSlice.SUBMIT, ENCODED, "session_id", "s", "question", "q")
                                .header("Host", "localhost")
                                .header(header, value))
                        .status())
                .isEqualTo(202);
    }
}
