package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Names of settings: those that there are, those that there are not, and what is said of them before the start. */
class SettingsTests extends RunningService {

    private static final Pattern READ =
            Pattern.compile("(?:\\$\\{|getProperty\\(\"|ConditionalOnProperty\\(\")(marksheet\\.[a-z-.]+)");
    private static final Pattern WRITTEN =
            Pattern.compile("(?<![./\\w])(marksheet\\.[a-z][a-zA-Z0-9-.\\[\\]]*[a-z\\]])");

    @Autowired
    private ListableBeanFactory beans;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "marksheet.judge.model",
                "marksheet.judge.baseUrl",
                "marksheet.judge.prices[gpt-4o].input",
                "marksheet.judge.prices.gpt-4o-mini.output",
                "marksheet.criteria[0].levels[3]",
                "marksheet.criteria[0].higher-is-better",
                "marksheet.metrics",
                "marksheet.metrics[1]",
                "marksheet.webhooks[0].events[1]",
                "marksheet.max-contexts",
                "MARKSHEET_JUDGE_BASE_URL",
                "MARKSHEET_JUDGE_BASEURL",
                "MARKSHEET_WEBHOOKS_0_URL",
                "MARKSHEET_OUTPUTS_DIR"
            })
    void areKnownInEverySpelling(String name) {
        assertThat(SettingsCheck.known(beans).has(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "marksheet.judge.modle, marksheet.judge.model",
        "marksheet.judge.timout, marksheet.judge.timeout",
        "marksheet.output-dir, marksheet.outputs-dir",
        "marksheet.webhooks[0].secrets, marksheet.webhooks[*].secret",
        "MARKSHEET_JUDGE_MODELL, marksheet.judge.model"
    })
    void areNamedWhenTheyAreNearOneThatIsNot(String name, String near) {
        SettingNames known = SettingsCheck.known(beans);
        assertThat(known.has(name)).isFalse();
        assertThat(known.near(name)).isEqualTo(near);
    }

    @Test
    void endTheStartWhereverTheyStand() {
        for (PropertySource<?> source : List.of(
                new MapPropertySource("commandLineArgs", Map.of("marksheet.judge.modle", "x")),
                new SystemEnvironmentPropertySource("systemEnvironment", Map.of("MARKSHEET_JUDGE_MODLE", "x")))) {
            assertThatThrownBy(() -> check(source).afterSingletonsInstantiated())
                    .isInstanceOf(UnknownSettingException.class)
                    .hasMessageContaining("did you mean marksheet.judge.model?")
                    .hasMessageContaining(source.getName());
        }
        check(new SystemEnvironmentPropertySource(
                        "systemEnvironment",
                        Map.of(
                                "MARKSHEET_PORT_8080_TCP_ADDR",
                                "10.0.0.1",
                                "MARKSHEET_SERVICE_HOST",
                                "10.0.0.1",
                                "MARKSHEET_URL",
                                "http://10.0.0.1:8080",
                                "MARKSHEET_KEY",
                                "mks_a_b")))
                .afterSingletonsInstantiated();
    }

    private SettingsCheck check(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        return new SettingsCheck(beans, environment);
    }

    @Test
    void thatTheSourcesReadAreKnown() throws IOException {
        SettingNames known = SettingsCheck.known(beans);
        List<String> read = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|properties)"))
                    .toList()) {
                READ.matcher(Files.readString(file)).results().forEach(found -> read.add(found.group(1)));
            }
        }
        assertThat(read).hasSizeGreaterThan(4).allMatch(known::has);
    }

    /** The client's, in docs/java.md, and the class name in a gate's JUnit file. */
    private static final String OTHERS = "marksheet\\.(score|url|key|run|labels|gate\\.session-.*)";

    @Test
    void thatTheDocumentsNameExist() throws IOException {
        SettingNames known = SettingsCheck.known(beans);
        List<String> lost = new ArrayList<>();
        for (Path document : documents()) {
            WRITTEN.matcher(Files.readString(document))
                    .results()
                    .map(found -> found.group(1).replaceAll("\\[N]", "[0]"))
                    .filter(name -> !name.matches("marksheet\\.(jar|jfr|db|service|example|css|log|conf).*"))
                    .filter(name -> !name.matches(OTHERS))
                    .filter(name -> !known.has(name) && !isPrefix(known, name))
                    .forEach(name -> lost.add(document + ": " + name));
        }
        assertThat(lost).isEmpty();
    }

    private static boolean isPrefix(SettingNames known, String name) {
        String letters = SettingNames.letters(name.replaceAll("\\[\\d+]", ""));
        return known.all().stream().anyMatch(one -> SettingNames.letters(one).startsWith(letters));
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(
                Path.of("README.md"),
                Path.of("src/main/resources/help_en.txt"),
                Path.of("src/main/resources/help_zh.txt")));
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    @Test
    void areToldWithoutAStart() {
        assertThat(said(Locale.ENGLISH, "--help")).contains("--marksheet.judge.model", "start the service");
        assertThat(said(Locale.CHINA, "--server.port=1", "--help")).contains("--marksheet.judge.model", "启动服务");
        assertThat(said(Locale.ENGLISH, "--version")).startsWith("Marksheet 9.9, Java ");
        assertThat(said(Locale.ENGLISH, "--server.port=1")).isEmpty();
    }

    private static String said(Locale locale, String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean answered =
                CommandLine.answered(args, "9.9", locale, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(answered).isEqualTo(bytes.size() > 0);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
