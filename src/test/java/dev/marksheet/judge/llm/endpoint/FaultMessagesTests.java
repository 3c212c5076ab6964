package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.endpoint.EndpointFault.Kind;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read of a fault, and what they never read. */
class FaultMessagesTests {

    private static final String KEY = "key-0123456789";
    private static final Wording EN = Wording.of(JudgeException.FAULTS, Language.EN);

    private final FaultMessages judge = of(new Access("http://user:pass@host/v1?token=x", KEY, "", false));
    private final FaultMessages embeddings = of(new Access("http://host/v1", KEY, "", true));

    private static FaultMessages of(Access access) {
        return new FaultMessages(FakedEndpoint.properties(1, 1), access);
    }

    private static EndpointFault status(int status, String body, @Nullable Duration asked) {
        return EndpointFault.ofStatus(status, body, asked);
    }

    private static String message(String message) {
        return "{\"error\": {\"message\": \"" + message + "\"}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no  room\\nfor  you|HTTP 500 (no room for you)",
                "the key key-0123456789 is bad|HTTP 500 (the key *** is bad)"
            })
    void showsTheProvidersWordsInOneLineWithoutTheKey(String said, String shown) {
        assertThat(judge.inShort(status(500, message(said), null), EN)).isEqualTo(shown);
    }

    @Test
    void showsABodyThatIsNoErrorAsItIsAndAPageAsOne() {
        assertThat(judge.inShort(status(500, "{\"odd\": 1}", null), EN)).isEqualTo("HTTP 500 ({\"odd\": 1})");
        assertThat(judge.inShort(status(500, "<html>x</html>", null), EN)).isEqualTo("HTTP 500 (an HTML page)");
        assertThat(judge.inShort(status(500, " ", null), EN)).isEqualTo("HTTP 500");
    }

    @Test
    void cutsLongWords() {
        String shown = judge.inShort(status(500, message("x".repeat(500)), null), EN);

        assertThat(shown).isEqualTo("HTTP 500 (" + "x".repeat(299) + "…)");
    }

    @Test
    void saysThatAPauseIsNotKeptThatIsLongerThanAMinute() {
        assertThat(judge.inShort(status(503, "", Duration.ofSeconds(60)), EN)).isEqualTo("HTTP 503");
        assertThat(judge.inShort(status(503, "", Duration.ofSeconds(61)), EN))
                .startsWith("HTTP 503")
                .contains("61", "60");
    }

    @Test
    void saysWhereARedirectLeadsAsAnAddressThatCanBeSet() {
        EndpointFault redirect =
                status(302, "https://me:secret@new.example/v1/chat/completions/?sig=" + KEY + "#top", null);

        assertThat(judge.inShort(redirect, EN))
                .contains("302", "https://new.example/v1")
                .doesNotContain("secret");
        assertThat(judge.inShort(redirect, EN)).doesNotContain("chat", "sig", "top");
        assertThat(judge.forGood(redirect, "m", EN))
                .startsWith("the judge at http://host/v1 ")
                .contains("https://new.example/v1", "marksheet.judge.base-url");
        assertThat(judge.inShort(status(302, "http://x/" + KEY, null), EN)).contains("http://x/***");
    }

    @Test
    void saysWhatToDoAboutAFaultThatNothingElseMends() {
        assertThat(judge.forGood(status(404, message("no such model"), null), "gpt-9", EN))
                .startsWith("the judge at http://host/v1 ")
                .contains("HTTP 404 (no such model)", "gpt-9", "marksheet.judge.model");
        assertThat(judge.forGood(EndpointFault.of(Kind.FINAL, "fault.vectors", 3, 2), "m", EN))
                .isEqualTo("the judge at http://host/v1 failed: " + EN.text("fault.vectors", 3, 2));
    }

    @Test
    void anEndpointThatOnlyEmbedsHasWordsOfItsOwnWhereThereAreSome() {
        EndpointFault broken = EndpointFault.of(Kind.BROKEN, "fault.broken");

        assertThat(embeddings.usedUp(broken, 3, EN))
                .isEqualTo(EN.text("embedding.used_up", "http://host/v1", EN.text("fault.broken"), 3));
        assertThat(embeddings.forGood(status(404, "", null), "e", EN)).contains("marksheet.judge.embedding-model");
        assertThat(embeddings.forGood(status(402, "", null), "e", EN)).contains(EN.text("final.402"));
    }

    @Test
    void countsTheTriesOnlyWhereThereWereSeveral() {
        EndpointFault broken = EndpointFault.of(Kind.BROKEN, "fault.broken");

        assertThat(judge.usedUp(broken, 1, EN)).isEqualTo("the judge at http://host/v1 failed: the connection broke");
        assertThat(judge.usedUp(broken, 2, EN)).endsWith("the connection broke (tried 2 times)");
    }

    @Test
    void oneThatWasStoppedSaysWhatItHadMet() {
        assertThat(judge.stopped(EndpointFault.of(Kind.INTERRUPTED, "fault.interrupted"), EN))
                .isEqualTo("the judge at http://host/v1 had not answered yet");
        assertThat(judge.stopped(status(503, "", null), EN))
                .isEqualTo("the judge at http://host/v1 did not answer usably; latest: HTTP 503");
    }

    @Test
    void showsWhatTheModelSaidWhenItDeclined() {
        assertThat(judge.refusal(EndpointFault.refusal(" I  can't, " + KEY), EN))
                .isEqualTo("I can't, ***");
        assertThat(judge.inShort(EndpointFault.refusal("I can't"), EN)).isEqualTo("I can't");
        assertThat(judge.mask("say " + KEY)).isEqualTo("say ***");
    }
}
