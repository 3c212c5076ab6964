package dev.marksheet.store.database;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes {@code spring.datasource.url} the only switch between the two databases: an address of PostgreSQL turns the
 * profile {@value #PROFILE} on, which the beans of either side are bound to, and brings settings that suit it.
 */
public final class PostgresqlEnvironment implements EnvironmentPostProcessor, Ordered {

    /** The profile that is active on PostgreSQL and only there. */
    public static final String PROFILE = "postgresql";

    /** The outputs folder whose calls are copied. */
    public static final String COPY_FROM = "marksheet.copy-from";

    /** The outputs folder of the program before this one, whose calls are taken over. */
    public static final String IMPORT = "marksheet.import";

    /** No request is taken. */
    private static final Map<String, Object> WHILE_IMPORTING =
            Map.of("spring.main.web-application-type", "none", "marksheet.drain", "0s");

    /** No request is taken, no call is worked on, and the sums may take as long as they need. */
    private static final Map<String, Object> WHILE_COPYING = Map.of(
            "spring.main.web-application-type", "none",
            "marksheet.job.enabled", "false",
            "marksheet.drain", "0s",
            "spring.datasource.hikari.data-source-properties.socketTimeout", "0");

    /**
     * A node that stops is first left out by the load balancer. A request that finds no connection is answered soon, with 503; a connection that has gone silent is given up; and
     * a node that starts together with the database waits for it.
     */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "marksheet.drain", "5s",
            "spring.datasource.hikari.connection-timeout", "5000",
            "spring.datasource.hikari.data-source-properties.socketTimeout", "60",
            "spring.datasource.hikari.data-source-properties.tcpKeepAlive", "true",
            "spring.datasource.hikari.data-source-properties.ApplicationName", "marksheet",
            "spring.flyway.connect-retries", "5");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean copies = environment.containsProperty(COPY_FROM);
        if (environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
            environment.addActiveProfile(PROFILE);
            environment.getPropertySources().addLast(new MapPropertySource(PROFILE, DEFAULTS));
        } else if (copies) {
            throw new IllegalStateException(COPY_FROM + " needs spring.datasource.url=jdbc:postgresql://HOST/DATABASE");
        }
        if (environment.containsProperty(IMPORT)) {
            environment.getPropertySources().addFirst(new MapPropertySource(IMPORT, WHILE_IMPORTING));
        }
        if (copies) {
            environment.getPropertySources().addFirst(new MapPropertySource(COPY_FROM, WHILE_COPYING));
        }
    }

    /** After all configuration was read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
