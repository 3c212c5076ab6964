package dev.marksheet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
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
 * reading every configuration class, a quarter of the start's processor time. They were made for the settings that the
 * jar brings along, so they are used only while none was changed that decides which beans there are: one of Spring's own
 * (a profile, another database, an {@code …enabled}) or one of {@link #DECIDING}. With one of these all beans are worked
 * out as usual.
 */
final class PreparedBeans implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    private static final String ENABLED = "spring.aot.enabled";

    /** The file inside the jar, as Spring names it. */
    private static final String OWN_SETTINGS = "class path resource [application.properties]";

    /**
     * Our own settings on which beans are conditional. One that were not named here would decide at build time alone: in
     * every test and never in the jar.
     */
    static final Set<String> DECIDING = Set.of("marksheet.copy-from", "marksheet.import");

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
        if (prepared && !environment.containsProperty(ENABLED) && !asksForOtherBeans(environment)) {
            SpringProperties.setFlag(ENABLED);
        }
    }

    private static boolean asksForOtherBeans(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(source -> !source.getName().contains(OWN_SETTINGS))
                .flatMap(PreparedBeans::names)
                .anyMatch(PreparedBeans::decides);
    }

    /** Whether a setting of this name, in a file or the environment, may change which beans there are. */
    static boolean decides(String setting) {
        String name = setting.toLowerCase(Locale.ROOT).replace('_', '.');
        return startsWith(name, SETTINGS_OF_SPRING) && !startsWith(name, HARMLESS)
                || DECIDING.stream().anyMatch(own -> letters(own).equals(letters(name)));
    }

    /** What a name has in common in a file and in the environment. */
    private static String letters(String name) {
        return name.replaceAll("[._-]", "");
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
