package dev.marksheet.judge.llm;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge against stubs that answer as the providers do, in success and in failure, over real HTTP. */
class ProvidersTests {

    private static final Map<String, WireMockServer> SERVERS = new HashMap<>();

    @BeforeEach
    void forgetWhatHappened() {
        SERVERS.values().forEach(server -> {
            server.resetScenarios();
            server.resetRequests();
        });
    }

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
                    .usingFilesUnderClasspath("wiremock/" + name));
            server.start();
            return server;
        });
    }

    private static JudgeUnderTest judge(String provider) {
        JudgeUnderTest judge =
                new JudgeUnderTest("http://127.0.0.1:" + server(provider).port() + "/v1");
        return provider.equals("azure") ? judge.key("azure-test").keyHeader("api-key") : judge.key("sk-test");
    }

    private static Reply.Verdicts ask(JudgeUnderTest judge, String model) {
        return judge.judges().judge(model).ask(JudgeUnderTest.TASK).reply();
    }

    /** How many requests were sent to get an answer. */
    @ParameterizedTest
    @CsvSource({
        "openai, gpt-4o-mini, 1",
        "openai, o3-mini, 2",
        "azure, gpt-4o-mini, 1",
        "azure, o4-mini, 3",
        "vllm, Qwen/Qwen3-8B, 2",
        "ollama, qwen3:8b, 1",
        "ollama, old, 2",
        "deepseek, deepseek-chat, 2",
        "deepseek, older, 2",
        "deepseek, waits, 1",
        "dashscope, qwen-plus, 2",
        "dashscope, qwen3-zh, 2",
        "dashscope, qwen3-ms, 2",
        "groq, llama, 2",
        "groq, mixtral, 2",
        "deepseek, deepseek-terse, 3",
        "openrouter, behind, 2"
    })
    void getsAnAnswerAndLearnsWhatAModelRefuses(String provider, String model, int requests) {
        JudgeUnderTest judge = judge(provider);

        Reply.Verdicts first = ask(judge, model);
        int needed = server(provider).getAllServeEvents().size();

        assertThat(first.verdicts()).extracting(Reply.Verdict::verdict).containsExactly(true, false);
        assertThat(needed).isEqualTo(requests);
        assertThat(judge.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"openai, busy, 20", "azure, busy, 7", "ollama, queued, 0", "dashscope, busy, 0"})
    void waitsAsLongAsAProviderAsks(String provider, String model, int seconds) {
        JudgeUnderTest judge = judge(provider);

        Reply.Verdicts reply = ask(judge, model);

        assertThat(reply.verdicts()).hasSize(2);
        assertThat(judge.pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai    | other-key      | the key is missing or wrong",
                "openai    | no-money       | quota is used up",
                "openai    | refuses        | refused to answer: I'm sorry",
                "azure     | filtered       | content filter rejected the texts",
                "azure     | reply-filtered | content filter withheld the reply",
                "vllm      | nope           | there is no model 'nope'",
                "vllm      | small          | the texts are too long for this model",
                "ollama    | nope           | try pulling it first",
                "deepseek  | no-money       | no credit left",
                "dashscope | inspected      | content filter rejected the texts",
                "openai    | gpt-4o-mini-long | cut off at the 16384 tokens that the model writes at most",
                "openai    | gpt-6          | there is no model 'gpt-6'",
                "deepseek  | deepseek-none  | there is no model 'deepseek-none'",
                "groq      | llama-poor     | not the JSON asked for (asked 3 times); it began: {\"verdicts\": [{\"number\": 1",
                "groq      | tiny-tier      | the texts are too long for this model",
                "gemini    | gemini-flash   | the key is missing or wrong",
                "vllm      | echo           | HTTP 422 (body.messages.1.content: Input should be a valid string): it rejects",
                "vllm      | echo-in-words  | it rejects the request"
            })
    void saysWhatToDoWhereNoRepetitionHelps(String provider, String model, String reason) {
        JudgeUnderTest judge = judge(provider);

        assertThatThrownBy(() -> ask(judge, model))
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("sk-test");
        assertThat(judge.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai    | other-key      | HTTP 401 | 密钥缺失或有误",
                "openai    | refuses        | I'm sorry | 评审模型拒绝回答",
                "azure     | reply-filtered | 问了 | 服务商的内容过滤扣下了回复",
                "vllm      | nope           | 127.0.0.1 | 那里没有模型“nope”",
                "vllm      | small          | HTTP 400 | 文本超出此模型的长度上限",
                "dashscope | inspected      | HTTP 400 | 服务商的内容过滤拒绝了这些文本"
            })
    void saysItInChineseToAChineseCall(String provider, String model, String fault, String reason) {
        Judge judge = judge(provider).judges().judge(model, Language.ZH);

        assertThatThrownBy(() -> judge.ask(JudgeUnderTest.TASK))
                .isInstanceOf(JudgeException.class)
                .hasMessageContainingAll(fault, reason);
    }

    @Test
    void saysWhichKeyAzureMisses() {
        JudgeUnderTest judge = judge("azure").keyHeader("");

        assertThatThrownBy(() -> ask(judge, "gpt-4o-mini"))
                .hasMessageContaining("HTTP 401 (Access denied due to invalid subscription key")
                .hasMessageContaining("marksheet.judge.api-key");
    }

    /** What a body repeats of texts and replies holds the name of every feature. */
    @ParameterizedTest
    @CsvSource({"groq, llama-poor", "vllm, echo", "vllm, echo-in-words"})
    void learnsNothingFromWordsOfTheTexts(String provider, String model) {
        JudgeUnderTest judge = judge(provider);

        assertThatThrownBy(() -> ask(judge, model)).isInstanceOf(JudgeException.class);
        assertThatThrownBy(() -> ask(judge, model)).isInstanceOf(JudgeException.class);

        assertThat(server(provider).getAllServeEvents())
                .allSatisfy(event -> assertThat(event.getRequest().getBodyAsString())
                        .contains("\"json_schema\"", "\"temperature\"", "\"system\"")
                        .doesNotContain("max_completion_tokens", "enable_thinking"));
    }

    @Test
    void staysWithLargeBatchesAfterOneLongText() {
        Embedder embedder = judge("dashscope").judges().embedder("text-embedding-v4");

        assertThatThrownBy(() -> embedder.embed(List.of("short", "x".repeat(3000), "also short")))
                .hasMessageContaining("the texts are too long for this model");
        server("dashscope").resetRequests();
        embedder.embed(Collections.nCopies(5, "text"));

        assertThat(server("dashscope").getAllServeEvents()).hasSize(1);
    }

    @Test
    void embedsInBatchesThatDashScopeTakes() {
        Embedder embedder = judge("dashscope").judges().embedder("text-embedding-v4");

        assertThat(embedder.embed(List.of("text")).reply()).hasSize(1);
        assertThat(embedder.embed(Collections.nCopies(23, "text")).reply()).hasSize(23);
    }
}
