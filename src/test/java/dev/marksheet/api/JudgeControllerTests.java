package dev.marksheet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.judge.llm.JudgeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeControllerTests {

    private static final String PATH = "/api/judge/check";
    private static final JudgeCheck.Result FOUND = new JudgeCheck.Result(
            true,
            "http://llm.example/v1",
            null,
            "gpt",
            "gpt-2026",
            "local",
            false,
            true,
            null,
            true,
            384,
            null,
            2340,
            12,
            "gpt in JSON mode",
            List.of("Change this."));

    private final JudgeCheck check = mock(JudgeCheck.class);
    private final ApiSlice slice = ApiSlice.of(new JudgeController(check));

    JudgeControllerTests() {
        when(check.latest()).thenReturn(Optional.empty());
        when(check.run()).thenReturn(FOUND);
    }

    @Test
    void saysHowToTryAJudgeThatWasNotTriedAndAsksNobodyForIt() {
        Answer answer = slice.get(PATH);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.detail()).contains("has not been tried", "POST /api/judge/check tries it");
        verify(check, never()).run();
    }

    @Test
    void tellsWhatTheLatestTryFound() {
        when(check.latest()).thenReturn(Optional.of(FOUND));

        Answer answer = slice.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("""
                {"reachable":true,"endpoint":"http://llm.example/v1","embedding_endpoint":null,"model":"gpt",\
                "reported_model":"gpt-2026","embedding_model":"local","json_schema":false,"json_object":true,\
                "temperature":null,"embeddings":true,"embedding_dimension":384,"embeds_together":null,"latency_ms":2340,\
                "embedding_latency_ms":12,"uses":"gpt in JSON mode","advice":["Change this."]}""");
        verify(check, never()).run();
    }

    @Test
    void triesTheJudge() {
        Answer answer = slice.post(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().get("model").asString()).isEqualTo("gpt");
    }

    @Test
    void triesTheJudgeForOneAtATime() {
        List<Answer> meanwhile = new ArrayList<>();
        when(check.run()).thenAnswer(call -> {
            if (meanwhile.isEmpty()) {
                meanwhile.add(slice.post(PATH));
            }
            return FOUND;
        });

        assertThat(slice.post(PATH).status()).isEqualTo(200);

        assertThat(meanwhile.get(0).status()).isEqualTo(409);
        assertThat(meanwhile.get(0).detail()).isEqualTo("The judge is being tried by another request.");
        verify(check).run();
    }

    @Test
    void canBeTriedAgainAfterATryThatWentWrong() {
        when(check.run()).thenThrow(new IllegalStateException("sk-secret")).thenReturn(FOUND);

        Answer wrong = slice.post(PATH);

        assertThat(wrong.status()).isEqualTo(500);
        assertThat(wrong.body()).doesNotContain("sk-secret");
        assertThat(slice.post(PATH).status()).isEqualTo(200);
        verify(check, times(2)).run();
    }

    @Test
    void spendsNoTokensForPagesOfOtherSites() {
        for (String[] site : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Origin", "https://evil.example"},
            {"Origin", "null"}
        }) {
            assertThat(slice.send(ApiSlice.request("POST", PATH).header(site[0], site[1]))
                            .status())
                    .as(String.join(": ", site))
                    .isEqualTo(403);
        }
        verify(check, never()).run();

        for (String own : List.of("same-origin", "none")) {
            assertThat(slice.send(ApiSlice.request("POST", PATH).header("Sec-Fetch-Site", own))
                            .status())
                    .as(own)
                    .isEqualTo(200);
        }
    }
}
