package dev.marksheet;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Starts the jar from the bean definitions that its build wrote down (Spring's ahead-of-time processing), which saves
 * reading every configuration class. They were made for the settings that the jar brings along, so they are used only
 * while none of Spring's own settings was changed: a profile, another database or an {@code …enabled} may ask for other
 * beans, and then all of them are worked out as usual.
 */
final class PreparedBeans implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String ENABLED = "spring.aot.enabled";

    /** The file inside the jar, as Spring names it. */
    private static final String OWN_SETTINGS = "class path resource [application.properties]";

    private static final String[] SETTINGS_OF_SPRING = {"spring.", "management.", "server."};

    /** Those that never decide which beans there are. */
    private static final String[] HARMLESS = {"server.port", "server.address", "spring.application.", "spring.config."};

    private final boolean prepared;

    /** @param prepared whether the build wrote bean definitions down; a folder of classes may hold outdated ones */
    PreparedBeans(boolean prepared) {
        this.prepared = prepared;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        if (prepared && !environment.containsProperty(ENABLED) && !changesSpring(environment)) {
            SpringProperties.setFlag(ENABLED);
        }
    }

    private static boolean changesSpring(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(source -> !source.getName().contains(OWN_SETTINGS))
                .flatMap(PreparedBeans::names)
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '.'))
                .anyMatch(name -> startsWith(name, SETTINGS_OF_SPRING) && !startsWith(name, HARMLESS));
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> known
                ? Arrays.stream(known.getPropertyNames())
                : Stream.empty();
    }

    private static boolean startsWith(String name, String... starts) {
        return Arrays.stream(starts).anyMatch(name::startsWith);
    }

    /** After all settings were read. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
