package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

class ReasonsTests {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "marksheet", "metric");
    private static final Pattern USED =
            Pattern.compile("(?:words(?:\\(\\))?\\s*\\.text\\(\\s*\"([a-z_.]*[a-z])\"|\"([a-z_]+(?:\\.[a-z_]+)+)\")");

    @Test
    void everyKeyThatAMetricUsesIsThere() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            Set<String> used = sources.flatMap(
                            source -> USED.matcher(read(source)).results())
                    .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
                    .filter(key ->
                            !key.startsWith("dev.") && !key.startsWith("marksheet.") && !key.equals(Reasons.BUNDLE))
                    .collect(Collectors.toSet());

            assertThat(used).hasSizeGreaterThan(50);
            assertThat(bundle(Reasons.BUNDLE).stringPropertyNames()).containsAll(used);
        }
    }

    @Test
    void everyKindOfEvidenceHasANameOnThePages() throws IOException {
        Map<String, Metric> metrics = metrics();
        Set<String> kinds = GoldenMetricsTests.vectors().stream()
                .filter(vector -> metrics.containsKey(vector.metric()))
                .flatMap(vector ->
                        score(metrics.get(vector.metric()), vector, Language.EN)
                                .evidence()
                                .findings()
                                .keySet()
                                .stream())
                .map(kind -> "kind." + kind)
                .collect(Collectors.toSet());

        assertThat(kinds).hasSizeGreaterThan(8);
        assertThat(bundle("web.messages").stringPropertyNames()).containsAll(kinds);
    }

    @TestFactory
    Stream<DynamicTest> everyReasonOfAChineseCallIsInChinese() throws IOException {
        return goldenReasons(Language.ZH, true);
    }

    @TestFactory
    Stream<DynamicTest> everyReasonOfAnEnglishCallIsInEnglish() throws IOException {
        return goldenReasons(Language.EN, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | faithfulness      | answer and contexts are missing
                    zh | faithfulness      | 缺少 answer 和 contexts
                    en | answer_relevancy  | answer is missing
                    zh | answer_relevancy  | 缺少 answer
                    en | noise_sensitivity | answer, contexts and ground_truth are missing
                    zh | noise_sensitivity | 缺少 answer、contexts 和 ground_truth
                    """)
    void missingInputsAreNamedInTheLanguageOfTheCall(String language, String metric, String reason) {
        Call call = new Call(
                Sample.of("When did it open?", null, List.of(), null), Map.of(), Language.ofWireName(language));

        Score score = new MetricRun(false)
                .start(metrics().get(metric), call, name -> {
                    throw new AssertionError("nothing is asked");
                })
                .join();

        assertThat(score).isInstanceOfSatisfying(Score.Skipped.class, skipped -> {
            assertThat(skipped.reason()).isEqualTo(reason);
            assertThat(skipped.missing()).contains("answer").allMatch(reason::contains);
        });
    }

    private static Stream<DynamicTest> goldenReasons(Language language, boolean han) throws IOException {
        Map<String, Metric> metrics = metrics();
        return GoldenMetricsTests.vectors().stream()
                .filter(vector -> metrics.containsKey(vector.metric()))
                .map(vector -> dynamicTest(
                        vector.id(),
                        () -> assertThat(reason(metrics.get(vector.metric()), vector, language))
                                .doesNotContainPattern(PLACE)
                                .isNotEqualTo(Reasons.in(language).text("fault.internal"))
                                .matches(reason -> HAN.matcher(reason).find() == han, "is in " + language)));
    }

    private static String reason(Metric metric, GoldenVector vector, Language language) {
        Score score = score(metric, vector, language);
        if (score instanceof Score.Scored scored) {
            return Objects.requireNonNull(scored.evidence().formula());
        }
        return score instanceof Score.Skipped skipped ? skipped.reason() : ((Score.Failed) score).reason();
    }

    private static Score score(Metric metric, GoldenVector vector, Language language) {
        return new MetricRun(true)
                .start(metric, vector.call(language), name -> new ScriptedPanel(vector))
                .join();
    }

    private static Map<String, Metric> metrics() {
        return MetricBeans.all(true).stream()
                .collect(Collectors.toMap(metric -> metric.description().name(), Function.identity()));
    }

    private static Properties bundle(String name) throws IOException {
        String path = name.replace('.', '/') + "_en.properties";
        return PropertiesLoaderUtils.loadProperties(
                new EncodedResource(new ClassPathResource(path), StandardCharsets.UTF_8));
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new IllegalStateException(source.toString(), e);
        }
    }
}
