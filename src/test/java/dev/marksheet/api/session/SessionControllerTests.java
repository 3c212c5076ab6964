package dev.marksheet.api.session;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.session.Jobs.ended;
import static dev.marksheet.session.Jobs.open;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.result;
import static dev.marksheet.session.Jobs.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;

class SessionControllerTests {

    private static final String PATH = "/api/score/sessions/s";
    private static final RunId RUN = new RunId("session-s");

    private final SessionSlice slice = new SessionSlice();

    private static List<ScoreJob> jobs(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> ended(
                        "%012x".formatted(i),
                        i,
                        request("s", sample("q", null)),
                        result("faithfulness", new Score.Scored(1, Evidence.NONE))))
                .toList();
    }

    private static List<String> sampleIds(JsonNode session) {
        return session.get("jobs").findValuesAsString("sample_id");
    }

    private String tag(String uri) {
        return String.valueOf(slice.api.get(uri).header("ETag"));
    }

    @Test
    void tellsASessionUnderEitherOfItsNames() {
        slice.there(Reported.session("s").scores("faithfulness", 0.5, 0.33336).failedScore("context_recall"));
        when(slice.jobs.ofRun(RUN, 0, 200)).thenReturn(jobs(1, 2));

        Answer answer = slice.api.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.fields())
                .startsWith("session_id", "run_id", "status", "name", "labels", "pinned", "expect", "gate", "budget")
                .contains("call_count", "status_counts", "metric_stats", "created_at", "latest_finished_at")
                .endsWith("judge_status", "session_url", "report_url", "jobs")
                .doesNotContain("items", "rescores", "next_page_token");
        JsonNode session = answer.json();
        assertThat(session.get("status").asString()).isEqualTo("idle");
        assertThat(session.get("metric_means").toString())
                .isEqualTo("{\"faithfulness\":0.4167,\"context_recall\":null}");
        assertThat(session.at("/metric_stats/context_recall/failed").asInt()).isEqualTo(1);
        assertThat(session.at("/metric_stats/context_recall/mean").isNull()).isTrue();
        assertThat(sampleIds(session)).containsExactly("session-score-1", "session-score-2");
        assertThat(slice.api.get("/api/runs/session-s").body()).isEqualTo(answer.body());
    }

    @Test
    void showsALongSessionWholeUnlessAPageIsAskedFor() {
        slice.there(Reported.session("s"));
        when(slice.jobs.ofRun(RUN, 0, 200)).thenReturn(jobs(1, 200));
        when(slice.jobs.ofRun(RUN, 200, 200)).thenReturn(jobs(201, 201));
        when(slice.jobs.ofRun(RUN, 0, 2)).thenReturn(jobs(1, 2));
        when(slice.jobs.ofRun(RUN, 2, 50)).thenReturn(jobs(3, 3));

        assertThat(slice.api.get(PATH).json().get("jobs")).hasSize(201);
        assertThat(slice.api.get(PATH + "?jobs=all").json().get("jobs")).hasSize(201);
        JsonNode first = slice.api.get(PATH + "?limit=2").json();
        assertThat(first.get("jobs")).hasSize(2);
        JsonNode second = slice.api
                .get(PATH + "?page_token=" + first.get("next_page_token").asString())
                .json();
        assertThat(sampleIds(second)).containsExactly("session-score-3");
        assertThat(second.get("next_page_token").isNull()).isTrue();
    }

    @Test
    void readsAPageThatIsLargerThanItsOwnInSeveralGoes() {
        slice.there(Reported.session("s"));
        when(slice.jobs.ofRun(RUN, 0, 200)).thenReturn(jobs(1, 200));
        when(slice.jobs.ofRun(RUN, 200, 200)).thenReturn(jobs(201, 400));
        when(slice.jobs.ofRun(RUN, 400, 100)).thenReturn(jobs(401, 500));

        JsonNode page = slice.api.get(PATH + "?limit=500").json();

        assertThat(page.get("jobs")).hasSize(500);
        assertThat(page.get("next_page_token").isNull()).isFalse();
    }

    @Test
    void leavesJobsOut() {
        slice.there(Reported.session("s"));

        assertThat(slice.api.get(PATH + "?jobs=none&limit=7").fields()).doesNotContain("jobs", "next_page_token");
        verify(slice.jobs, never()).ofRun(any(), anyLong(), anyInt());
    }

    @Test
    void sendsASessionAgainOnlyWhenAnythingOfItHasChanged() {
        slice.there(Reported.session("s"));
        String tag = tag(PATH);

        assertThat(tag).isEqualTo("W/\"" + Reported.CREATED.toEpochMilli() + "-7\"");
        Answer same = slice.api.send(ApiSlice.request("GET", PATH).header("If-None-Match", tag));
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        Set<String> tags = new LinkedHashSet<>(List.of(tag));
        assertThat(tags.add(tag(PATH + "?jobs=none"))).isTrue();
        assertThat(tags.add(tag(PATH + "?limit=50"))).isTrue();
        assertThat(tags.add(tag(PATH + "?limit=51"))).isTrue();
        assertThat(tags.add(tag(PATH + "?page_token=MTA"))).isTrue();
        slice.outage();
        assertThat(tags.add(tag(PATH))).as("the judge is away").isTrue();
        slice.there(Reported.session("s").created(Reported.FINISHED));
        assertThat(tags.add(tag(PATH))).as("it was deleted and made anew").isTrue();
    }

    @Test
    void sendsASessionAgainWhenItsBaselineHasChanged() {
        SessionReport report =
                slice.there(Reported.session("s").gate(new GateSettings(Map.of(), "base", null, null, null, null)));
        String before = tag(PATH);
        when(slice.gates.standing(report)).thenReturn(Optional.of(GateResults.undecided(report)));

        assertThat(tag(PATH)).isNotEqualTo(before);
    }

    @Test
    void tellsCallsThatWaitForTheBudgetOrForTheJudge() {
        slice.there(Reported.session("s").calls(counts(2, 0, 1, 0)).budget(1, 1));
        when(slice.jobs.ofRun(RUN, 0, 200))
                .thenReturn(List.of(open("aaaaaaaaaaaa", JobStatus.QUEUED, request("s", sample("q", null)))));

        JsonNode held = slice.api.get(PATH).json();
        assertThat(held.get("status").asString()).isEqualTo("held");
        assertThat(held.at("/status_counts/held").asInt()).isEqualTo(2);
        assertThat(held.at("/jobs/0/status").asString()).isEqualTo("held");

        slice.outage();
        slice.there(Reported.session("s").calls(counts(2, 0, 1, 0)));
        JsonNode away = slice.api.get(PATH).json();
        assertThat(away.get("status").asString()).isEqualTo("outage");
        assertThat(away.at("/judge_status/state").asString()).isEqualTo("unreachable");
        assertThat(away.at("/judge_status/since").asString()).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(away.get("status_counts").has("held")).isFalse();
    }

    @Test
    void tellsOfItemsAndOrdersWhereThereAreAny() {
        slice.there(Reported.session("s"));
        when(slice.datasets.progress(RUN))
                .thenReturn(Optional.of(new DatasetQueries.Progress(List.of("qa@3"), 87, 120, Reported.CREATED)));
        when(slice.rescores.into(RUN))
                .thenReturn(List.of(new RescoreQueries.Standing(new RunId("session-t"), "copying")));

        JsonNode session = slice.api.get(PATH + "?jobs=none").json();

        assertThat(session.at("/items/datasets/0").asString()).isEqualTo("qa@3");
        assertThat(session.at("/items/done").asInt()).isEqualTo(87);
        assertThat(session.at("/items/of").asInt()).isEqualTo(120);
        assertThat(session.get("rescores").toString()).isEqualTo("[{\"run_id\":\"session-t\",\"state\":\"copying\"}]");
    }

    @Test
    void refusesWhatIsWrongByName() {
        slice.there(Reported.session("s"));
        for (String[] wrong : new String[][] {
            {"jobs=some", "jobs"},
            {"jobs=", "jobs"},
            {"limit=0", "limit"},
            {"limit=501", "limit"},
            {"limit=many", "limit"},
            {"page_token=!", "page_token"},
            {"page_token=bm8", "page_token"}
        }) {
            for (String path : List.of(PATH, "/api/runs/session-s")) {
                Answer answer = slice.api.get(path + "?" + wrong[0]);
                assertThat(answer.status()).as(wrong[0]).isEqualTo(422);
                assertThat(answer.faults()).as(wrong[0]).containsExactly(wrong[1]);
            }
        }
    }

    @Test
    void findsNoSessionThatIsNotThere() {
        Answer session = slice.api.get("/api/score/sessions/nobody");
        assertThat(session.status()).isEqualTo(404);
        assertThat(session.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(session.detail())
                .isEqualTo(
                        "There is no session nobody. It begins with its first call to POST /api/score/session_async.");
        assertThat(slice.api.get("/api/runs/session-nobody").detail())
                .isEqualTo("There is no run session-nobody. GET /api/runs lists all runs.");
    }

    @Test
    void sendsNoHalfSessionWhereTheDatabaseGoesAway() {
        slice.there(Reported.session("s"));
        when(slice.jobs.ofRun(any(), anyLong(), anyInt())).thenThrow(new DataAccessResourceFailureException("secret"));

        Answer answer = slice.api.get(PATH);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).doesNotContain("secret", "session_id");
    }
}
