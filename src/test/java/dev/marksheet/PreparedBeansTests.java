package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class PreparedBeansTests {

    private static final String ENABLED = "spring.aot.enabled";

    @AfterEach
    void forget() {
        SpringProperties.setProperty(ENABLED, null);
    }

    @Test
    void areUsedAsLongAsOnlyTheJarsOwnSettingsNameSpring() {
        assertThat(used(
                        true,
                        "spring.datasource.url",
                        "Config resource 'class path resource [application.properties]'"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"marksheet.judge.model", "server.port", "SERVER_PORT", "OPENAI_API_KEY", "logging.level.root"})
    void areUsedWhateverMarksheetsOwnSettingsSay(String setting) {
        assertThat(used(true, setting, "given")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spring.profiles.active", "SPRING_DATASOURCE_URL", "management.server.port", "server.ssl.bundle"
            })
    void areLeftWhenASettingOfSpringIsGiven(String setting) {
        assertThat(used(true, setting, "given")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"marksheet.copy-from", "MARKSHEET_COPYFROM", "MARKSHEET_COPY_FROM"})
    void areLeftWhenASettingOfOursAsksForOtherBeans(String setting) {
        assertThat(used(true, setting, "given")).isFalse();
    }

    @Test
    void areLeftWhereTheBuildWroteNone() {
        assertThat(used(false, "marksheet.judge.model", "given")).isFalse();
    }

    @Test
    void areLeftWhenSaidSo() {
        assertThat(used(true, ENABLED, "Config resource 'class path resource [application.properties]'"))
                .isFalse();
    }

    private static boolean used(boolean prepared, String setting, String source) {
        StandardEnvironment environment = new StandardEnvironment();
        // What this machine happens to set is none of the test's business.
        environment
                .getPropertySources()
                .forEach(any -> environment.getPropertySources().remove(any.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource(source, Map.of(setting, "any")));
        new PreparedBeans(prepared)
                .onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                        new DefaultBootstrapContext(), new SpringApplication(), new String[0], environment));
        return SpringProperties.getFlag(ENABLED);
    }
}
