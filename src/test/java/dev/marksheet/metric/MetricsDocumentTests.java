package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the metrics says what the catalogue says, and reports have words for each. */
class MetricsDocumentTests {

    private static final Path PAGE = Path.of("docs", "metrics.md");

    static Stream<Description> descriptions() {
        return MetricBeans.catalog(new MetricProperties(MetricBeans.DEFAULTS, false)).descriptions().stream();
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void givesEachMetricALineThatAgreesWithTheCatalogue(Description metric) throws IOException {
        assertThat(Files.readAllLines(PAGE)).contains(line(metric));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void explainsEachMetricWithItsFormulaAndSource(Description metric) throws IOException {
        List<String> sections = List.of(Files.readString(PAGE).split("(?m)^### "));

        assertThat(sections.stream().filter(s -> s.startsWith(metric.name() + "\n")))
                .singleElement()
                .satisfies(section ->
                        assertThat(section).contains("\n- **Formula.** ").contains("\n- **Source.** "));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void hasWordsForEachMetricOnReportsInBothLanguages(Description metric) {
        assertThat(Language.values())
                .allSatisfy(language -> assertThat(
                                Wording.of("web.messages", language).find("metric." + metric.name()))
                        .as("metric.%s in web/messages_%s.properties", metric.name(), language.wireName())
                        .isNotBlank());
    }

    private static String line(Description metric) {
        String needs = metric.needs().stream().map(Need::wireName).collect(Collectors.joining(", "));
        return "| `%s` | %s | %s to %s | %s | %s |"
                .formatted(
                        metric.name(),
                        needs,
                        plain(metric.min()),
                        plain(metric.max()),
                        metric.higherIsBetter() ? "more" : "less",
                        metric.judgeCalls());
    }

    private static String plain(double value) {
        return String.valueOf((long) value);
    }
}
