package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an own criterion is today, or that it is gone, changes nothing of what it has marked. */
class StoredRangesTests {

    private static final String RUN = "/runs/session-rag";

    @TempDir
    Path folder;

    private static final String METRICS = "--marksheet.metrics=faithfulness";

    private Path outputs;

    @BeforeEach
    void nameTheOutputsFolder() {
        outputs = folder.resolve("outputs");
    }

    @Test
    void staysAsItWasWhenTheCriterionIsTakenOutOrDescribedOtherwise() {
        Map<String, String> before;
        try (SlowJudge judge = new SlowJudge(Duration.ZERO)) {
            try (ServiceOnEndpoint service = start(judge, "1", "3", "true")) {
                for (int call = 1; call < 5; call++) {
                    service.client().ended(service.client().submit(call(call)));
                }
                before = shown(service.client());
            }
            assertThat(before.get("stats")).contains("readability");
            try (ServiceOnEndpoint without = ServiceOnEndpoint.withoutEndpoint(outputs, METRICS)) {
                assertSame(shown(without.client()), before);
            }
            try (ServiceOnEndpoint turned = start(judge, "1", "5", "false")) {
                assertSame(shown(turned.client()), before);
            }
        }
    }

    private static void assertSame(Map<String, String> shown, Map<String, String> before) {
        assertThat(shown).containsOnlyKeys(before.keySet());
        before.forEach((place, text) -> assertThat(shown.get(place)).as(place).isEqualTo(text));
    }

    /** A rubric from 1 to {@code max}; the judge gives 1 to all calls but each third, which fails. */
    private ServiceOnEndpoint start(SlowJudge judge, String min, String max, String higherIsBetter) {
        return ServiceOnEndpoint.start(
                outputs,
                judge.baseUrl(),
                METRICS,
                "--marksheet.judge.max-attempts=1",
                "--marksheet.criteria[0].name=readability",
                "--marksheet.criteria[0].definition=How easy is the answer to read?",
                "--marksheet.criteria[0].kind=scale",
                "--marksheet.criteria[0].min=" + min,
                "--marksheet.criteria[0].max=" + max,
                "--marksheet.criteria[0].higher-is-better=" + higherIsBetter);
    }

    private static Map<String, Object> call(int number) {
        return Map.of(
                "session_id", "rag",
                "question", "What about call " + number + "?",
                "answer", "It is number " + number + ".",
                "metrics", List.of("readability", "exact_match"),
                "ground_truth", "It is number " + number + ".");
    }

    /** All that a session's range decides: figures, words and colours. */
    private static Map<String, String> shown(ServiceClient client) {
        Map<String, String> shown = new LinkedHashMap<>();
        JsonNode session = client.read("/api/score/sessions/rag");
        shown.put("stats", session.get("metric_stats").toString());
        shown.put("summary", client.get("/api" + RUN + "/summary.md").body());
        shown.put("advice", client.get("/api" + RUN + "/optimization_advice.md").body());
        List<String> pages = new ArrayList<>(List.of("/", RUN, RUN + "/calls?sort=readability"));
        session.get("jobs")
                .forEach(job -> pages.add(RUN + "/calls/" + job.get("job_id").asString()));
        for (String page : pages) {
            shown.put(page, withoutTimes(client.get(page).body()));
        }
        return shown;
    }

    /** What is told of sessions; beside it a page tells of the process: its address, its judge, the time. */
    private static String withoutTimes(String page) {
        return page.replaceAll("(?s)<details.*?</details>", "")
                .replaceAll("(?s)<time.*?</time>|data-(now|listed|version)=.[0-9]+.|\\?v=[^\"]*", "");
    }
}
