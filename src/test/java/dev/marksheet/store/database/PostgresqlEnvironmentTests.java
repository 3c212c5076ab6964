package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.mock.env.MockEnvironment;

class PostgresqlEnvironmentTests {

    private static final String URL = "spring.datasource.url";
    private static final String DRAIN = "marksheet.drain";
    private static final String KIND = "spring.main.web-application-type";

    private final MockEnvironment environment = new MockEnvironment();

    private void process() {
        new PostgresqlEnvironment().postProcessEnvironment(environment, new SpringApplication());
    }

    @Test
    void anAddressOfPostgresqlIsTheOnlySwitch() {
        environment.setProperty(URL, "jdbc:postgresql://host/marksheet");

        process();

        assertThat(environment.getActiveProfiles()).containsExactly(PostgresqlEnvironment.PROFILE);
        assertThat(environment.getProperty(DRAIN)).isEqualTo("5s");
        assertThat(environment.getProperty(KIND)).isNull();
    }

    @Test
    void whatIsSetGoesBeforeWhatSuits() {
        environment.setProperty(URL, "jdbc:postgresql://host/marksheet");
        environment.setProperty(DRAIN, "9s");

        process();

        assertThat(environment.getProperty(DRAIN)).isEqualTo("9s");
    }

    @Test
    void anyOtherAddressLeavesTheEmbeddedDatabase() {
        environment.setProperty(URL, "jdbc:sqlite:x.db");

        process();

        assertThat(environment.getActiveProfiles()).isEmpty();
        assertThat(environment.getProperty(DRAIN)).isNull();
    }

    @Test
    void aCopyTakesNoRequestAndDoesNoCallWhateverIsSet() {
        environment.setProperty(URL, "jdbc:postgresql://host/marksheet");
        environment.setProperty(PostgresqlEnvironment.COPY_FROM, "outputs");
        environment.setProperty(DRAIN, "9s");

        process();

        assertThat(environment.getProperty(DRAIN)).isEqualTo("0s");
        assertThat(environment.getProperty(KIND)).isEqualTo("none");
        assertThat(environment.getProperty("marksheet.job.enabled")).isEqualTo("false");
    }

    @Test
    void aCopyNeedsSomewhereToGo() {
        environment.setProperty(PostgresqlEnvironment.COPY_FROM, "outputs");

        assertThatThrownBy(this::process).hasMessageContaining(URL + "=jdbc:postgresql://");
    }

    @Test
    void anImportTakesNoRequest() {
        environment.setProperty(PostgresqlEnvironment.IMPORT, "old");

        process();

        assertThat(environment.getProperty(KIND)).isEqualTo("none");
        assertThat(environment.getProperty("marksheet.job.enabled")).isNull();
    }

    @Test
    void isAskedOnceTheConfigurationIsRead() {
        assertThat(new PostgresqlEnvironment().getOrder()).isEqualTo(ConfigDataEnvironmentPostProcessor.ORDER + 1);
    }
}
