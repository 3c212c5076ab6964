package dev.marksheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class MessagesTests {

    private static final Pattern USED = Pattern.compile("#\\{([a-zA-Z0-9_.]+)");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Properties english = bundle("en");
    private final Properties chinese = bundle("zh");

    @Test
    void everyKeyIsThereInBothLanguages() {
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
    }

    @Test
    void everyKeyThatATemplateUsesIsThere() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Resource template :
                new PathMatchingResourcePatternResolver().getResources("classpath:templates/**/*.html")) {
            Matcher matcher = USED.matcher(template.getContentAsString(StandardCharsets.UTF_8));
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        }
        assertThat(used).isNotEmpty();
        assertThat(english.stringPropertyNames()).containsAll(used);
    }

    @Test
    void bothLanguagesTakeTheSameValues() {
        for (String key : english.stringPropertyNames()) {
            assertThat(places(english.getProperty(key))).as(key).isEqualTo(places(chinese.getProperty(key)));
        }
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    private static Properties bundle(String language) {
        Properties properties = new Properties();
        String path = "/" + Words.BUNDLE.replace('.', '/') + "_" + language + ".properties";
        try (InputStream in = Objects.requireNonNull(MessagesTests.class.getResourceAsStream(path), path)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties;
    }
}
