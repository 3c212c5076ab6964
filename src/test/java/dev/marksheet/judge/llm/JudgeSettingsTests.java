package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class JudgeSettingsTests {

    private static final ApplicationContextRunner RUNNER =
            new ApplicationContextRunner().withUserConfiguration(Settings.class, JudgeConfiguration.class);

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
}
