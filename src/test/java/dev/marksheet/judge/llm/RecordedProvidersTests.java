package dev.marksheet.judge.llm;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.judge.llm.endpoint.Thinking;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Scoring;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole calls of the six default metrics against stubs that answer as providers do, over real HTTP. */
class RecordedProvidersTests {

    private static final Map<String, WireMockServer> SERVERS = new HashMap<>();
    private static final MetricCatalog CATALOG = MetricBeans.standard();
    private static final Sample SAMPLE = new Sample(
            "When did the bridge open?",
            "The bridge opened in 1801. It is made of iron.",
            List.of("The bridge opened in 1801.", "It spans the river."),
            "It opened in 1801. It cost nine pounds.",
            List.of(),
            List.of(),
            List.of());

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(WireMockServer::stop);
        SERVERS.clear();
    }

    private static WireMockServer server(String provider) {
        return SERVERS.computeIfAbsent(provider, name -> {
            WireMockServer server = new WireMockServer(wireMockConfig()
                    .dynamicPort()
                    .bindAddress("127.0.0.1")
                    .extensions(new ModelReplies())
                    .usingFilesUnderClasspath("wiremock/recorded/" + name));
            server.start();
            return server;
        });
    }

    private static JudgeUnderTest judge(String provider, String address) {
        WireMockServer server = server(provider);
        server.resetRequests();
        return new JudgeUnderTest("http://127.0.0.1:" + server.port() + "/v1").as(address);
    }

    private static Map<String, Score> scores(ConfiguredJudges judges, String model, String embeddings)
            throws Exception {
        ScoreRequest request = new ScoreRequest(
                new SessionId("s"),
                SAMPLE,
                CATALOG.select(List.of(), Map.of()).metrics(),
                Map.of(),
                model,
                embeddings,
                Language.EN);
        // One after another, so that each question finds what those before it have taught.
        try (SharedCallJudge panel = new SharedCallJudge(
                judges.judge(model, Language.EN),
                judges.embedder(embeddings),
                SAMPLE.contexts(),
                Language.EN,
                Runnable::run)) {
            Scoring scoring = CATALOG.score(request, panel::forMetric);
            return scoring.scores().get(30, TimeUnit.SECONDS);
        }
    }

    private static long refused(String provider) {
        return server(provider).getAllServeEvents().stream()
                .filter(event -> event.getResponse().getStatus() != 200)
                .count();
    }

    /** How many requests it takes to learn how a model wants to be asked. */
    @ParameterizedTest
    @CsvSource({
        "dashscope, https://dashscope.aliyuncs.com/compatible-mode/v1, qwen3-8b, text-embedding-v4, 1",
        "dashscope, https://dashscope.aliyuncs.com/compatible-mode/v1, qwq-plus, text-embedding-v4, 2",
        "dashscope, https://proxy.example.org/v1, qwen3-8b, local, 2",
        "glm, https://open.bigmodel.cn/api/paas/v4, glm-4.6, local, 1",
        "glm, https://open.bigmodel.cn/api/paas/v4, glm-4-flash, local, 2",
        "deepseek, https://api.deepseek.com/v1, deepseek-v4-flash, local, 1",
        "deepseek, https://api.deepseek.com/v1, deepseek-reasoner, local, 1",
        "kimi, https://api.moonshot.cn/v1, kimi-k2.6, local, 1",
        "kimi, https://proxy.example.org/v1, kimi-k2.6, local, 1",
        "kimi, https://api.moonshot.cn/v1, moonshot-v1-32k, local, 0",
        "groq, https://api.groq.com/openai/v1, qwen/qwen3-32b, local, 1",
        "groq, https://api.groq.com/openai/v1, openai/gpt-oss-20b, local, 0",
        "groq, https://api.groq.com/openai/v1, llama-3.3-70b-versatile, local, 1",
        "openrouter, https://openrouter.ai/api/v1, openai/gpt-5, local, 1",
        "openrouter, https://openrouter.ai/api/v1, z-ai/glm-4.6, local, 1",
        "openrouter, https://openrouter.ai/api/v1, deepseek/deepseek-r1-0528, local, 0",
        "gemini, https://generativelanguage.googleapis.com/v1beta/openai, gemini-2.5-flash, local, 0",
        "gemini, https://generativelanguage.googleapis.com/v1beta/openai, gemini-3.5-flash-lite, local, 1",
        "gemini, https://generativelanguage.googleapis.com/v1beta/openai, gemini-2.0-flash, local, 1"
    })
    void scoresWholeCallsAndAsksForNothingTwiceThatWasRefused(
            String provider, String address, String model, String embeddings, int refusals) throws Exception {
        JudgeUnderTest judge = judge(provider, address);

        Map<String, Score> first = scores(judge.judges(), model, embeddings);
        Map<String, Score> second = scores(judge.judges(), model, embeddings);

        assertThat(first).hasSize(6);
        assertThat(first.values()).allSatisfy(score -> assertThat(score).isInstanceOf(Score.Scored.class));
        assertThat(second).isEqualTo(first);
        assertThat(refused(provider)).isEqualTo(refusals);
        assertThat(judge.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOW, 1024", "ON, absent"})
    void streamsWhereAModelMayThinkAndItsProviderDemandsIt(Thinking.Mode mode, String budget) throws Exception {
        JudgeUnderTest judge = judge("dashscope", "https://dashscope.aliyuncs.com/compatible-mode/v1")
                .thinking(mode);

        Map<String, Score> scores = scores(judge.judges(), "qwen3-8b", "local");

        assertThat(scores.values()).allSatisfy(score -> assertThat(score).isInstanceOf(Score.Scored.class));
        ServeEvent last = server("dashscope").getAllServeEvents().get(0);
        assertThat(FakeEndpoint.JSON
                        .readTree(last.getRequest().getBodyAsString())
                        .path("thinking_budget")
                        .asString("absent"))
                .isEqualTo(budget);
        assertThat(last.getRequest().getBodyAsString()).contains("\"stream\":true");
    }

    @Test
    void countsTheTokensOfAStream() throws Exception {
        JudgeUnderTest judge = judge("dashscope", "https://dashscope.aliyuncs.com/compatible-mode/v1");

        var answer = judge.judges().judge("qwq-plus").ask(JudgeUnderTest.TASK);

        assertThat(answer.usage().outputTokens()).isEqualTo(977);
    }
}
