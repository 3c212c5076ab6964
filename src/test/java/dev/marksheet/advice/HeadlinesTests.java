package dev.marksheet.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.Judges;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What reports say of sets whose answers are known to be right or wrong, judged by the local judge with the default
 * metrics. Own rows; others by {@code -Ddataset.file=PATH[,PATH]}.
 */
@SpringBootTest(properties = "marksheet.judge.base-url=")
class HeadlinesTests {

    private static final Set<String> BLAMED_BY_ANSWERS = Set.of("prompt", "retriever");

    @TempDir
    static Path folder;

    @Autowired
    private Judges judges;

    @Autowired
    private MetricCatalog catalog;

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", folder::toString);
    }

    @Test
    void blamesNobodyForRightAnswersAndSomebodyForWrongOnes() throws IOException {
        sets().forEach((name, rows) -> {
            SessionReport report = report(rows);
            List<AdviceCard> firm = Diagnosis.of(report, Map.of()).stream()
                    .filter(AdviceCard::isFirm)
                    .toList();
            System.out.println(
                    name + ": " + rows.size() + " rows; " + Diagnosis.verdict(report, Map.of(), report.language()));
            if (rows.get(0).path("label").asInt() == 1) {
                assertThat(firm).as(name).extracting(AdviceCard::part).doesNotContainAnyElementsOf(BLAMED_BY_ANSWERS);
            } else {
                assertThat(firm).as(name).isNotEmpty();
                if (rows.get(0).has("part")) {
                    assertThat(firm.get(0).part())
                            .as(name)
                            .isEqualTo(rows.get(0).path("part").asString());
                }
            }
        });
    }

    @Test
    void letsVerdictsAndScoreSayTheSame() throws IOException {
        List<String> apart = new ArrayList<>();
        sets().values().stream().flatMap(List::stream).forEach(row -> {
            if (score(row, List.of("faithfulness")).scores().get("faithfulness") instanceof Score.Scored scored) {
                List<Integer> verdicts = verdicts(scored);
                double supported = verdicts.stream().mapToInt(v -> v).sum();
                if ((supported / verdicts.size() >= 0.5) != (scored.value() >= 0.5)) {
                    apart.add(
                            row.path("id").asString() + " " + scored.evidence().formula());
                }
            }
        });

        assertThat(apart).isEmpty();
    }

    private static List<Integer> verdicts(Score.Scored scored) {
        return scored.evidence().findings().get("statements").stream()
                .map(Finding::verdict)
                .filter(Objects::nonNull)
                .toList();
    }

    private SessionReport report(List<JsonNode> rows) {
        List<CallResult> results =
                rows.stream().map(row -> score(row, catalog.defaults())).toList();
        boolean chinese = rows.get(0).path("lang").asString().equals("zh");
        return Reports.of("s", chinese, Judges.LOCAL, results);
    }

    private CallResult score(JsonNode row, List<String> metrics) {
        List<String> contexts = new ArrayList<>();
        row.path("contexts").forEach(context -> contexts.add(context.asString()));
        Sample sample = new Sample(
                row.path("question").asString(),
                row.path("answer").asString(),
                contexts,
                row.path("ground_truth").asString(null),
                List.of(),
                List.of(),
                List.of());
        Language language = sample.language();
        ScoreRequest request =
                new ScoreRequest(new SessionId("s"), sample, metrics, Map.of(), Judges.LOCAL, Judges.LOCAL, language);
        try (SharedCallJudge panel = new SharedCallJudge(
                judges.judge(Judges.LOCAL, language),
                judges.embedder(Judges.LOCAL).in(language),
                contexts,
                language,
                Runnable::run)) {
            return new CallResult(
                    catalog.score(request, panel::forMetric).scores().join(), Map.of(), 1, null);
        }
    }

    /** Labelled rows by set, label and language. */
    private static Map<String, List<JsonNode>> sets() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("src/test/resources/headlines.jsonl")));
        for (String file : System.getProperty("dataset.file", "").split(",")) {
            if (!file.isBlank()) {
                files.add(Path.of(file.strip()));
            }
        }
        Map<String, List<JsonNode>> sets = new LinkedHashMap<>();
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                JsonNode row = new ObjectMapper().readTree(line);
                if (row.has("label") && row.has("answer")) {
                    String set = row.path("dataset").asString() + " "
                            + row.path("lang").asString() + " "
                            + row.path("label").asInt();
                    sets.computeIfAbsent(set, s -> new ArrayList<>()).add(row);
                }
            }
        }
        return sets;
    }
}
