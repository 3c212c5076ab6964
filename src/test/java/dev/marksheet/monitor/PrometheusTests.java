package dev.marksheet.monitor;

import static dev.marksheet.judge.llm.ServiceOnEndpoint.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a scrape shows of a service that has scored calls, and that the dashboard asks for nothing else. */
class PrometheusTests {

    private static final Path DASHBOARD = Path.of("docs/grafana-dashboard.json");
    private static final Pattern NAME = Pattern.compile("\\bmarksheet_[a-z_]+");

    @Test
    void countsCallsScoresRequestsTokensAndCost(@TempDir Path outputs) throws Exception {
        try (FakeEndpoint endpoint = new FakeEndpoint().otherwise(FakeModel::answer);
                ServiceOnEndpoint service = ServiceOnEndpoint.start(
                        outputs,
                        endpoint.baseUrl(),
                        "--management.prometheus.metrics.export.enabled=true",
                        "--marksheet.judge.prices.judge-1.input=2",
                        "--marksheet.judge.prices.judge-1.output=4")) {
            ServiceClient client = service.client();
            client.put("/api/score/sessions/gated", "{\"gate\": {\"faithfulness\": 0.5}}");
            client.ended(client.submit(call("a session whose name is nobody's business", 1)));
            Map<String, Object> bare = call("another that is nobody's either", 2);
            bare.remove("contexts");
            client.ended(client.submit(bare));

            Map<String, Double> figures = figures(client);
            assertCalls(figures);
            assertRequests(figures, endpoint);
            assertThat(figures.get("marksheet_database_bytes")).isGreaterThan(4096);
            assertThat(client.get("/actuator/prometheus").body()).doesNotContain("nobody's");
            assertDashboard(client);
        }
    }

    private static void assertCalls(Map<String, Double> figures) {
        assertThat(figures)
                .containsEntry("marksheet_calls_total{status=\"completed\"}", 2.0)
                .containsEntry("marksheet_calls_total{status=\"failed\"}", 0.0)
                .containsEntry("marksheet_call_seconds_count", 2.0)
                .containsEntry("marksheet_outcomes_total{metric=\"faithfulness\",outcome=\"scored\"}", 1.0)
                .containsEntry("marksheet_outcomes_total{metric=\"faithfulness\",outcome=\"skipped\"}", 1.0)
                .containsEntry("marksheet_score_count{metric=\"faithfulness\"}", 1.0)
                .containsKey("marksheet_score_bucket{metric=\"faithfulness\",le=\"0.1\"}")
                .containsKey("marksheet_score_bucket{metric=\"faithfulness\",le=\"1.0\"}")
                .containsEntry("marksheet_queue_calls{state=\"queued\"}", 0.0)
                .containsEntry("marksheet_queue_calls{state=\"running\"}", 0.0)
                .containsEntry("marksheet_judge_in_flight", 0.0)
                .containsEntry("marksheet_gates{verdict=\"undecided\"}", 1.0)
                .containsEntry("marksheet_gates{verdict=\"fail\"}", 0.0)
                .containsEntry("marksheet_judge_limit", 32.0);
    }

    private static void assertRequests(Map<String, Double> figures, FakeEndpoint endpoint) {
        long chats = endpoint.received().stream()
                .filter(request -> request.path().endsWith("/chat/completions"))
                .count();
        assertThat(figures.get("marksheet_judge_requests_total{model=\"judge-1\",outcome=\"ok\"}"))
                .isEqualTo(figures.get("marksheet_judge_request_seconds_count{model=\"judge-1\"}"))
                .isEqualTo((double) chats);
        double input = figures.get("marksheet_tokens_total{kind=\"input\",model=\"judge-1\"}");
        double output = figures.get("marksheet_tokens_total{kind=\"output\",model=\"judge-1\"}");
        assertThat(input).isPositive();
        assertThat(figures.get("marksheet_cost_total{model=\"judge-1\"}") * 1_000_000)
                .isCloseTo(2 * input + 4 * output, Offset.offset(1e-6));
    }

    /** Everything that the dashboard asks for is in the exposition, under that name and with those labels. */
    private static void assertDashboard(ServiceClient client) throws Exception {
        Set<String> shown = exposed(client);
        // What there is only once a judge has sat the exam, or been asked in vain.
        Set<String> rare = Set.of("marksheet_exam_balanced_accuracy");
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
        List<String> asked = new ArrayList<>();
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> asked.add(target.path("expr").asString())));

        assertThat(asked).hasSizeGreaterThan(10);
        for (String expression : asked) {
            Matcher names = NAME.matcher(expression);
            assertThat(names.results().map(name -> name.group()).toList())
                    .as(expression)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(shown.contains(name) || rare.contains(name))
                            .as(name)
                            .isTrue());
        }
        Set<String> used = asked.stream()
                .flatMap(expression -> NAME.matcher(expression).results().map(found -> found.group()))
                .collect(Collectors.toSet());
        assertThat(used).containsAll(families());
    }

    /** Every figure of ours has its place on the dashboard. */
    private static List<String> families() {
        return List.of(
                "marksheet_calls_total",
                "marksheet_score_bucket",
                "marksheet_outcomes_total",
                "marksheet_queue_calls",
                "marksheet_call_seconds_bucket",
                "marksheet_judge_requests_total",
                "marksheet_judge_request_seconds_bucket",
                "marksheet_judge_in_flight",
                "marksheet_judge_limit",
                "marksheet_tokens_total",
                "marksheet_cost_total",
                "marksheet_database_bytes",
                "marksheet_gates",
                "marksheet_gates_waiting",
                "marksheet_exam_balanced_accuracy");
    }

    private static Set<String> exposed(ServiceClient client) {
        return figures(client).keySet().stream()
                .map(name -> name.replaceAll("\\{.*", ""))
                .collect(Collectors.toSet());
    }

    /** The figures are counted just after a call is seen to have ended. */
    private static Map<String, Double> figures(ServiceClient client) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> scrape(client),
                        all -> all.getOrDefault("marksheet_call_seconds_count", 0.0) == 2
                                && all.getOrDefault("marksheet_queue_calls{state=\"running\"}", 1.0) == 0);
    }

    private static Map<String, Double> scrape(ServiceClient client) {
        Map<String, Double> figures = new HashMap<>();
        Arrays.stream(client.get("/actuator/prometheus").body().split("\n"))
                .filter(line -> line.startsWith("marksheet_"))
                .forEach(line -> figures.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        return figures;
    }
}
