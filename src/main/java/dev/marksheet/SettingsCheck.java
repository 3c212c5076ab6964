package dev.marksheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Ends the start when a setting of ours has a name that there is not: one that was misspelt would be passed over, and
 * everything would seem to be in order.
 */
@Component
final class SettingsCheck implements SmartInitializingSingleton {

    static final String PREFIX = "marksheet.";

    /** Those that are read one by one; a test finds the ones that are missing here. */
    static final List<String> SINGLE = List.of(
            "marksheet.backup.dir",
            "marksheet.copy-from",
            "marksheet.import",
            "marksheet.drain",
            "marksheet.judge.currency",
            "marksheet.max-contexts");

    /**
     * Variables that are no settings: what tells commands and clients of a service, and what Kubernetes tells every container
     * of a service named marksheet.
     */
    private static final Pattern NO_SETTINGS = Pattern.compile("MARKSHEET_(URL|KEY|RUN|LABELS|SERVICE_.*|PORT(_.*)?)");

    private final ListableBeanFactory beans;
    private final Environment environment;

    SettingsCheck(ListableBeanFactory beans, Environment environment) {
        this.beans = beans;
        this.environment = environment;
    }

    /** @throws UnknownSettingException if there is a setting of no known name */
    @Override
    public void afterSingletonsInstantiated() {
        SettingNames known = known(beans);
        List<UnknownSettingException.Unknown> unknown = new ArrayList<>();
        if (environment instanceof ConfigurableEnvironment sources) {
            for (PropertySource<?> source : sources.getPropertySources()) {
                names(source).stream()
                        .filter(name -> !known.has(name))
                        .map(name -> new UnknownSettingException.Unknown(name, source.getName(), known.near(name)))
                        .forEach(unknown::add);
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnknownSettingException(unknown);
        }
    }

    static SettingNames known(ListableBeanFactory beans) {
        List<Map.Entry<String, Class<?>>> bound = new ArrayList<>();
        for (Object bean :
                beans.getBeansWithAnnotation(ConfigurationProperties.class).values()) {
            ConfigurationProperties annotation = bean.getClass().getAnnotation(ConfigurationProperties.class);
            if (bean.getClass().isRecord() && annotation != null) {
                bound.add(Map.entry(annotation.value(), bean.getClass()));
            }
        }
        return new SettingNames(bound, SINGLE);
    }

    private static List<String> names(PropertySource<?> source) {
        if (!(source instanceof EnumerablePropertySource<?> listed)) {
            return List.of();
        }
        boolean variables = source instanceof SystemEnvironmentPropertySource;
        return Arrays.stream(listed.getPropertyNames())
                .filter(name -> variables
                        ? name.startsWith("MARKSHEET_")
                                && !NO_SETTINGS.matcher(name).matches()
                        : name.startsWith(PREFIX))
                .toList();
    }
}
