package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.llm.endpoint.Thinking;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ThinkingTests {

    private static String switches(Thinking.Mode mode, String address, String model) {
        return JsonMapper.shared()
                .writeValueAsString(new Thinking(mode, address, Set.of()).switches(model))
                .replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://dashscope.aliyuncs.com/compatible-mode/v1       | qwen-plus          | [{'enable_thinking':false}]
            https://api.siliconflow.cn/v1                           | Qwen/Qwen3-8B      | [{'enable_thinking':false}]
            https://open.bigmodel.cn/api/paas/v4                    | GLM-4.6            | [{'thinking':{'type':'disabled'}}]
            https://api.z.ai/api/paas/v4                            | glm-5              | [{'thinking':{'type':'disabled'}}]
            https://open.bigmodel.cn/api/paas/v4                    | glm-4-flash        | []
            https://api.deepseek.com/v1                             | deepseek-chat      | [{'thinking':{'type':'disabled'}}]
            https://api.moonshot.cn/v1                              | kimi-k2.5          | [{'thinking':{'type':'disabled'}}]
            https://api.moonshot.ai/v1                              | moonshot-v1-8k     | []
            https://api.groq.com/openai/v1                          | qwen/qwen3-32b     | [{'reasoning_effort':'none'}]
            https://api.groq.com/openai/v1                          | openai/gpt-oss-20b | [{'reasoning_effort':'low'}]
            https://generativelanguage.googleapis.com/v1beta/openai | gemini-2.5-flash   | [{'reasoning_effort':'none'},{'reasoning_effort':'low'}]
            https://generativelanguage.googleapis.com/v1beta/openai | gemini-2.5-pro     | [{'reasoning_effort':'low'}]
            https://generativelanguage.googleapis.com/v1beta/openai | gemini-3.1-pro     | [{'reasoning_effort':'low'}]
            https://openrouter.ai/api/v1                            | openai/gpt-5       | [{'reasoning':{'enabled':false}},{'reasoning':{'effort':'minimal'}}]
            https://api.openai.com/v1                               | gpt-4o-mini        | []
            https://api.openai.com/v1                               | gpt-5-mini         | [{'reasoning_effort':'minimal'},{'reasoning_effort':'low'}]
            https://api.openai.com/v1                               | gpt-5.1            | [{'reasoning_effort':'none'},{'reasoning_effort':'low'}]
            https://api.openai.com/v1                               | o4-mini            | [{'reasoning_effort':'low'}]
            http://127.0.0.1:11434/v1                               | qwen3:8b           | [{'reasoning_effort':'none'}]
            http://gpu-7:8000/v1                                    | llama-3.1-8b       | []
            https://some-broker.com/v1                              | Qwen/Qwen3-8B      | []
            """)
    void switchesThinkingOffInTheSpellingOfWhoeverServesTheModel(String address, String model, String switches) {
        assertThat(switches(Thinking.Mode.OFF, address, model)).isEqualTo(switches);
    }

    @Test
    void asksTheTemplateOfAModelThatRunsInTheHouse() {
        assertThat(switches(Thinking.Mode.OFF, "http://10.0.0.7:8000/v1", "Qwen/Qwen3-8B"))
                .startsWith("[{'chat_template_kwargs':{")
                .contains("'enable_thinking':false");
    }

    @ParameterizedTest
    @CsvSource({
        "https://dashscope.aliyuncs.com/compatible-mode/v1, qwen3-235b-a22b-thinking-2507",
        "https://api.deepseek.com/v1, deepseek-reasoner",
        "https://openrouter.ai/api/v1, deepseek/deepseek-r1-0528",
        "https://api.moonshot.cn/v1, kimi-k2-thinking",
        "http://127.0.0.1:11434/v1, deepseek-r1:8b"
    })
    void leavesModelsAloneThatAreNamedForTheirThinking(String address, String model) {
        assertThat(switches(Thinking.Mode.OFF, address, model)).isEqualTo("[]");
    }

    @Test
    void boundsThinkingThatIsWantedALittle() {
        assertThat(switches(Thinking.Mode.LOW, "https://openrouter.ai/api/v1", "openai/gpt-5"))
                .isEqualTo("[{'reasoning':{'effort':'low'}}]");
        assertThat(switches(Thinking.Mode.LOW, "https://dashscope.aliyuncs.com/v1", "qwen3-8b"))
                .contains("'enable_thinking':true")
                .contains("'thinking_budget':1024");
    }

    @Test
    void sendsNoSwitchWhereThinkingIsTheModelsAffair() {
        assertThat(switches(Thinking.Mode.ON, "https://openrouter.ai/api/v1", "openai/gpt-5"))
                .isEqualTo("[]");
    }

    @Test
    void leavesItToASwitchOfTheConfiguration() {
        Thinking thinking = new Thinking(
                Thinking.Mode.OFF,
                "https://api.deepseek.com/v1",
                ExtraBody.of("{\"thinking\": null}").names());

        assertThat(thinking.switches("deepseek-chat")).isEmpty();
    }
}
