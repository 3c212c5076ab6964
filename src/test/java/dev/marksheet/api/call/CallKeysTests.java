package dev.marksheet.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.job.KeyReusedException;
import dev.marksheet.job.Submissions;
import dev.marksheet.session.CallKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** Calls that are sent with a key of their own. */
class CallKeysTests {

    private static final String CALL = "{\"session_id\": \"s\", \"question\": \"q\"%s}";

    private final CallSlice slice = new CallSlice();

    CallKeysTests() {
        stored(false);
    }

    private void stored(boolean before) {
        doAnswer(call -> new Submissions.Submission(CallSlice.queued(call.getArgument(0)), before))
                .when(slice.submissions)
                .submit(any(), any());
    }

    private Answer under(String header, String more) {
        return slice.send(ApiSlice.request("POST", CallSlice.SUBMIT)
                .contentType("application/json")
                .header("Idempotency-Key", header)
                .content(CALL.formatted(more)));
    }

    private Answer submit(String more) {
        return slice.submit(CALL.formatted(more));
    }

    private List<CallKey> keys() {
        ArgumentCaptor<CallKey> keys = ArgumentCaptor.forClass(CallKey.class);
        verify(slice.submissions, atLeastOnce()).submit(any(), keys.capture());
        return keys.getAllValues();
    }

    @Test
    void takesTheKeyFromTheHeaderOrFromTheBodyOrFromBoth() {
        assertThat(under("row 1", "").status()).isEqualTo(202);
        assertThat(submit(", \"idempotency_key\": \" row 1 \"").status()).isEqualTo(202);
        assertThat(under(" row 1", ", \"idempotency_key\": \"row 1\"").status()).isEqualTo(202);

        assertThat(keys()).hasSize(3);
        assertThat(Set.copyOf(keys())).as("the key is no part of the call").hasSize(1);
        assertThat(keys().get(0).value()).isEqualTo("row 1");
        verifyNoInteractions(slice.manager);
    }

    @Test
    void readsTheBytesOfAHeaderAsUtf8WhereTheyAreThat() {
        under(new String("行 1".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), "");
        under("caf\u00e9", "");

        assertThat(keys()).extracting(CallKey::value).containsExactly("行 1", "café");
    }

    @Test
    void knowsACallByAllThatWasSentAndByNothingElse() {
        submit(", \"idempotency_key\": \"k\", \"metadata\": {\"a\": \"1\", \"b\": \"2\"}");
        submit(", \"metadata\": {\"b\": \"2\", \"a\": \"1\"}, \"answer\": null, \"idempotency_key\": \"k\"");
        submit(", \"idempotency_key\": \"k\", \"metadata\": {\"a\": \"1\", \"b\": \"3\"}");
        submit(", \"idempotency_key\": \"k\", \"metrics\": [\"faithfulness\"]");
        submit(", \"idempotency_key\": \"k\", \"metrics\": [\"context_recall\"]");

        List<String> hashes = keys().stream().map(CallKey::requestHash).toList();
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).hasSize(64);
        assertThat(hashes.subList(1, 5)).doesNotHaveDuplicates();
    }

    @Test
    void saysThatACallHadComeBefore() {
        stored(true);

        Answer again = under("row 1", "");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEqualTo("/api/score/session/jobs/0123456789ab");
    }

    @Test
    void namesTheKeyThatStandsForAnotherCall() {
        KeyReusedException reused = mock(KeyReusedException.class);
        when(reused.getMessage()).thenReturn("'row 7' stands for another call");
        doThrow(reused).when(slice.submissions).submit(any(), any());

        Answer inHeader = under("row 7", "");
        assertThat(inHeader.status()).isEqualTo(422);
        assertThat(inHeader.faults()).containsExactly("Idempotency-Key");
        assertThat(inHeader.detail()).contains("'row 7' stands for another call; give a new call a new key");
        assertThat(submit(", \"idempotency_key\": \"row 7\"").faults()).containsExactly("idempotency_key");
    }

    @Test
    void takesNoKeysThatAreNone() {
        for (String key : List.of("", "  ", "a\\u0007b", "line\\nbreak", "\\ud800", "k".repeat(201))) {
            Answer refused = submit(", \"idempotency_key\": \"" + key + "\"");
            assertThat(refused.status()).as(key).isEqualTo(422);
            assertThat(refused.faults()).containsExactly("idempotency_key");
        }
        assertThat(under("", "").faults()).containsExactly("Idempotency-Key");
        assertThat(under("k".repeat(201), "").faults()).containsExactly("Idempotency-Key");
        Answer two = under("a", ", \"idempotency_key\": \"b\"");
        assertThat(two.faults()).containsExactly("idempotency_key");
        assertThat(two.detail()).contains("is not the one of the header Idempotency-Key");
        slice.nothingHappened();

        assertThat(under("k".repeat(200), "").status()).isEqualTo(202);
        assertThat(submit(", \"idempotency_key\": \"" + "😀".repeat(200) + "\"").status())
                .isEqualTo(202);
    }

    @Test
    void looksAtTheRulesOfTheCallBeforeItsKey() {
        assertThat(under("", ", \"language\": \"fr\"").faults()).containsExactly("language");
    }
}
