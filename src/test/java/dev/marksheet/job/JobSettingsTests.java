package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class JobSettingsTests {

    private static final ApplicationContextRunner RUNNER =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(JobProperties.class)
    static class Settings {}

    @ParameterizedTest
    @ValueSource(strings = {"workers=0", "queue-capacity=-1", "deadline=0s", "deadline=-5s", "grace=-1s"})
    void refusesToStartWithImpossibleValues(String setting) {
        RUNNER.withPropertyValues("marksheet.job." + setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(BindValidationException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deadline=1ms", "grace=0s"})
    void takesTheLeastThatMakesSense(String setting) {
        RUNNER.withPropertyValues("marksheet.job." + setting)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
