package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.MetricStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drives the metrics with the judge replies and embeddings of golden vectors and compares with the numbers that RAGAS
 * gave. {@code -Dgolden.file=PATH} takes another file of the same form.
 */
class GoldenMetricsTests {

    private static final double TOLERANCE = 1e-9;

    @TestFactory
    Stream<DynamicTest> givesTheNumberOfRagas() throws IOException {
        Map<String, Metric> metrics = MetricBeans.all(true).stream()
                .collect(Collectors.toMap(metric -> metric.description().name(), Function.identity()));
        return vectors().stream().map(vector -> dynamicTest(vector.id(), () -> compare(vector, metrics)));
    }

    private static void compare(GoldenVector vector, Map<String, Metric> metrics) {
        Double value = vector.metric().equals("aggregate_mean") ? mean(vector) : score(vector, metrics);
        Double expected = vector.expected();
        if (expected == null) {
            assertThat(value).as("no score is expected").isNull();
        } else {
            assertThat(value).isNotNull().isCloseTo(expected, within(TOLERANCE));
        }
    }

    private static @Nullable Double score(GoldenVector vector, Map<String, Metric> metrics) {
        Metric metric = Objects.requireNonNull(metrics.get(vector.metric()), "no such metric");
        Call call = vector.call(Language.EN);
        metric.check(call.parameters());
        try {
            Score score = metric.score(call, new ScriptedPanel(vector)).join();
            return score instanceof Score.Scored scored ? scored.value() : null;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(JudgeException.class);
            return null;
        }
    }

    private static @Nullable Double mean(GoldenVector vector) {
        MetricStat stat = MetricStat.EMPTY;
        for (JsonNode value : vector.given().get("scores")) {
            stat = value.isNull() ? stat.plusFailed() : stat.plus(value.asDouble());
        }
        return stat.scored() == 0 ? null : stat.mean();
    }

    static List<GoldenVector> vectors() throws IOException {
        String file = System.getProperty("golden.file");
        try (InputStream in = file == null ? bundled() : Files.newInputStream(Path.of(file))) {
            JsonNode array = new JsonMapper().readTree(in);
            return GoldenVector.elements(array).stream().map(GoldenVector::new).toList();
        }
    }

    private static InputStream bundled() {
        return Objects.requireNonNull(GoldenMetricsTests.class.getResourceAsStream("/golden-metrics.json"));
    }
}
