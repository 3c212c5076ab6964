package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ReportSettingsTests {

    @EnableConfigurationProperties(ReportProperties.class)
    static class Settings {}

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesToStartWithAnEmptyOutputsFolder(String folder) {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class, ReportConfiguration.class)
                .withPropertyValues("marksheet.outputs-dir=" + folder)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining("name a folder"));
    }
}
