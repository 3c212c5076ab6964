package dev.marksheet.api.session;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.query.RunFilter;
import dev.marksheet.query.RunFilter.State;
import dev.marksheet.query.Tag;
import dev.marksheet.session.Reported;
import dev.marksheet.session.access.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.JsonNode;

class SessionListTests {

    private static final String PATH = "/api/score/sessions";

    private final SessionSlice slice = new SessionSlice();

    private RunFilter asked(String query) {
        assertThat(slice.api.get(PATH + "?" + query).status()).as(query).isEqualTo(200);
        ArgumentCaptor<RunFilter> filter = ArgumentCaptor.forClass(RunFilter.class);
        verify(slice.sessions, atLeastOnce()).latestFirst(filter.capture(), anyLong(), any(), anyInt());
        return filter.getValue();
    }

    private void nobodyAsked() {
        verify(slice.sessions, never()).latestFirst(any(), anyLong(), any(), anyInt());
    }

    @Test
    void listsSessionsWithoutTheirJobsUnderEitherName() {
        when(slice.sessions.latestFirst(any(), anyLong(), any(), anyInt()))
                .thenReturn(List.of(Reported.session("s").called("名").report()));

        Answer sessions = slice.api.get(PATH);
        Answer runs = slice.api.get("/api/runs");

        assertThat(sessions.status()).isEqualTo(200);
        assertThat(sessions.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(sessions.fields()).containsExactly("sessions", "next_page_token");
        assertThat(runs.fields()).containsExactly("runs", "next_page_token");
        JsonNode session = sessions.json().at("/sessions/0");
        assertThat(session.get("session_id").asString()).isEqualTo("s");
        assertThat(session.get("name").asString()).isEqualTo("名");
        assertThat(session.has("jobs")).isFalse();
        assertThat(runs.json().at("/runs/0")).isEqualTo(session);
        assertThat(sessions.json().get("next_page_token").isNull()).isTrue();
        verify(slice.sessions, times(2)).latestFirst(RunFilter.NONE, Long.MAX_VALUE, "", 50);
    }

    @Test
    void goesOnBehindTheLastOfAPage() {
        when(slice.sessions.latestFirst(any(), anyLong(), any(), anyInt()))
                .thenReturn(List.of(Reported.session("s").report()))
                .thenReturn(
                        List.of(Reported.session("t").calls(counts(1, 0, 0, 0)).report()));

        String token =
                slice.api.get(PATH + "?limit=1").json().get("next_page_token").asString();
        String last = slice.api
                .get(PATH + "?limit=1&page_token=" + token)
                .json()
                .get("next_page_token")
                .asString();
        slice.api.get(PATH + "?limit=500&page_token=" + last);

        verify(slice.sessions).latestFirst(RunFilter.NONE, Reported.FINISHED.toEpochMilli(), "session-s", 1);
        verify(slice.sessions).latestFirst(RunFilter.NONE, 0, "session-t", 500);
    }

    @Test
    void readsFilters() {
        assertThat(asked("text=%C3%91AME&label=sha:a:b&label=sha&pinned=true&state=errors&since=2020-01-01"
                        + "&until=2020-01-31"))
                .isEqualTo(new RunFilter(
                        "ÑAME",
                        State.ERRORS,
                        List.of(new Tag("sha", "a:b"), new Tag("sha", null)),
                        true,
                        Instant.parse("2020-01-01T00:00:00Z"),
                        Instant.parse("2020-02-01T00:00:00Z")));
        assertThat(asked("q=x&status=idle&pinned=false&since=12h&until=2020-01-01T02:00:00+02:00"))
                .isEqualTo(new RunFilter(
                        "x",
                        State.IDLE,
                        List.of(),
                        false,
                        SessionSlice.CLOCK.instant().minusSeconds(12 * 3600),
                        Instant.parse("2020-01-01T00:00:00Z")));
        assertThat(asked("q=&state=&label=&pinned=&since=&limit=&page_token=")).isEqualTo(RunFilter.NONE);
    }

    @ParameterizedTest
    @CsvSource({"idle,IDLE", "running,RUNNING", "held,HELD", "live,LIVE", "errors,ERRORS"})
    void looksForWhatSessionsAreDoing(String state, State sought) {
        assertThat(asked("state=" + state).state()).isEqualTo(sought);
    }

    @Test
    void looksForRunningSessionsOnlyWhileTheJudgeIsThereAndForOutagesOnlyWhileItIsNot() {
        assertThat(slice.api.get(PATH + "?state=outage").json().get("sessions")).isEmpty();
        nobodyAsked();

        slice.outage();

        assertThat(slice.api.get(PATH + "?state=running").body())
                .isEqualTo("{\"sessions\":[],\"next_page_token\":null}");
        nobodyAsked();
        assertThat(asked("state=outage").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void showsAKeyNoSessionsBeyondItsReach() {
        slice.api.as(Callers.holding(Role.READ, "team/")).get("/api/runs?state=idle");

        verify(slice.sessions)
                .latestFirst(
                        new RunFilter("", State.IDLE, List.of(), null, null, null).within("team/"),
                        Long.MAX_VALUE,
                        "",
                        50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            colour=red                 | colour     | valid: label, state, status
            state=busy                 | state      | idle, running, held, outage, live, errors
            state=idle&status=held     | state      | once, under one of its names
            label=:x                   | label      | must be key:value
            since=soon                 | since      | how long ago: 7d
            since=2026-02-30           | since      | how long ago: 7d
            since=%2B999999999-01-01   | since      | how long ago: 7d
            until=99999999999999999d   | until      | how long ago: 7d
            pinned=maybe               | pinned     | true or false
            limit=0                    | limit      | from 1 to 500
            limit=501                  | limit      | from 1 to 500
            limit=1.5                  | limit      | wrong kind
            page_token=AAAA            | page_token | take next_page_token of the page before
            page_token=MTA             | page_token | take next_page_token of the page before
            page_token=bm8             | page_token | take next_page_token of the page before
            page_token=eDp5            | page_token | take next_page_token of the page before
            q=%00                      | q          | can be kept as text
            """)
    void refusesWhatIsWrongByName(String query, String field, String message) {
        for (String path : List.of(PATH, "/api/runs")) {
            Answer answer = slice.api.get(path + "?" + query);
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.faults()).containsExactly(field);
            assertThat(answer.json().at("/errors/0/message").asString()).contains(message);
        }
        nobodyAsked();
    }

    @Test
    void tellsAllThatIsWrongAtOnceAndShowsNoEndlessNames() {
        Answer answer = slice.api.get(PATH + "?state=busy&limit=0&pinned=maybe&" + "x".repeat(200) + "=1");

        assertThat(answer.faults()).containsExactly("x".repeat(100) + "…", "limit", "state", "pinned");
    }
}
