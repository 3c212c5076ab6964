package dev.marksheet.command;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.gate.GateFormat;
import dev.marksheet.session.Reported;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.statistics.MetricRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What a command writes where no gate was asked. */
class ResultWriterTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final DatasetVersion VERSION = new DatasetVersion(
            "id",
            "tea",
            3,
            Instant.EPOCH,
            "hash",
            10,
            2,
            2,
            new DatasetVersion.Details("csv", "UTF-8", Map.of(), List.of(), 0));

    private final ResultWriter writer =
            new ResultWriter(new StaticListableBeanFactory(Map.of("json", JSON)), new Written().call());

    private static ScoreResult result(Reported session) {
        return new ScoreResult(session.report(), VERSION, null, Status.UNDECIDED);
    }

    private static Reported session() {
        return Reported.session("nightly").calls(counts(1, 2, 4, 5)).judges("m", "n");
    }

    @Test
    void setsTheFiguresOfMetricsInATable() {
        Reported session = session()
                .scores("faithfulness", 0.5, 0.5)
                .failedScore("faithfulness")
                .failedScore("other");

        assertThat(writer.text(result(session), GateFormat.TEXT)).isEqualTo("""
                nightly: 4 calls scored, 5 failed, 3 open; judge: m, n

                metric        mean (95 %)  scored  failed  skipped
                faithfulness  0.50 ± 0.41       2       1        0
                other         —                 0       1        0
                """);
    }

    @Test
    void saysOfASessionWithoutScoresWhatThereIs() {
        assertThat(writer.text(result(session().judges()), GateFormat.TEXT))
                .isEqualTo("nightly: 4 calls scored, 5 failed, 3 open; judge: —\n\n");
    }

    @Test
    void writesOneDocumentForPrograms() {
        Reported session = session()
                .scores("rating", new MetricRange(1, 5, true), 1, 2, 2)
                .scores("one", 1)
                .failedScore("none");

        String text = writer.text(result(session), GateFormat.JSON);
        JsonNode body = JSON.readTree(text);

        assertThat(text).endsWith("}\n");
        assertThat(body.propertyNames())
                .containsExactly("session_id", "run_id", "dataset", "exit_code", "status_counts", "metric_stats");
        assertThat(body.path("dataset").asString()).isEqualTo("tea@3");
        assertThat(body.path("run_id").asString()).isEqualTo("session-nightly");
        assertThat(body.path("exit_code").asInt()).isEqualTo(3);
        assertThat(body.path("status_counts").path("failed").asInt()).isEqualTo(5);
        JsonNode rating = body.path("metric_stats").path("rating");
        assertThat(rating.path("mean").asDouble()).isEqualTo(1.6667);
        assertThat(rating.path("scored").asInt()).isEqualTo(3);
        assertThat(rating.path("low95").asDouble()).isBetween(1.0, 1.6667);
        assertThat(rating.path("high95").asDouble()).isBetween(1.6667, 5.0);
        assertThat(body.path("metric_stats").path("none").path("mean").isNull()).isTrue();
        assertThat(body.path("metric_stats").path("none").path("low95").isNull())
                .isTrue();
        assertThat(body.path("metric_stats").path("none").path("failed").asInt())
                .isEqualTo(1);
    }

    @Test
    void writesNothingOfAGateThatWasNotAsked() {
        assertThat(writer.text(result(session()), GateFormat.JUNIT)).isEmpty();
        assertThat(writer.junit(result(session()))).isEmpty();
    }
}
