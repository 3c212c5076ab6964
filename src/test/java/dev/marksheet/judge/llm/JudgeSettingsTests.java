package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.EmbeddedJudge;
import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.judge.llm.endpoint.RequestListener;
import dev.marksheet.judge.llm.endpoint.Thinking;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class JudgeSettingsTests {

    private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
            .withUserConfiguration(Settings.class, JudgeConfiguration.class)
            .withBean(RequestListener.class, () -> RequestListener.NONE)
            .withBean(EmbeddedJudge.class, () -> new EmbeddedJudge(new FakeJudge(), new FakeEmbedder(), "fake"));

    @EnableConfigurationProperties(JudgeProperties.class)
    static class Settings {}

    @ParameterizedTest
    @ValueSource(strings = {"marksheet.judge.model", "marksheet.judge.embedding-model"})
    void refusesToStartWithADefaultModelThatHasNoEndpoint(String property) {
        RUNNER.withPropertyValues(property + "=some-model")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContainingAll(property, "some-model", "base-url"));
    }

    @ParameterizedTest
    @CsvSource({"timeout,0s", "max-attempts,0", "base-url,localhost:8000", "embedding.base-url,localhost:8000"})
    void refusesToStartWithImpossibleValues(String property, String value) {
        RUNNER.withPropertyValues("marksheet.judge." + property + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(BindValidationException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{\"model\": \"sk-secret\"}", "{\"top_k\": 20"})
    void refusesToStartWithAnExtraBodyThatNoRequestCanHave(String value) {
        RUNNER.withPropertyValues("marksheet.judge.extra-body=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("marksheet.judge.extra-body")
                        .hasMessageNotContaining("sk-secret"));
    }

    @ParameterizedTest
    @CsvSource({"off,OFF", "false,OFF", "low,LOW", "on,ON", "true,ON"})
    void takesThinkingAsPeopleAndYamlWriteIt(String value, Thinking.Mode mode) {
        RUNNER.withPropertyValues("marksheet.judge.thinking=" + value)
                .run(context -> assertThat(
                                context.getBean(JudgeProperties.class).thinking())
                        .isEqualTo(mode));
    }
}
