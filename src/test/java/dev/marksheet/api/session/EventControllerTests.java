package dev.marksheet.api.session;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.access.Standing;
import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.api.ApiSlice.Asked;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionState;
import dev.marksheet.session.access.Role;
import dev.marksheet.watch.SessionWatch;
import dev.marksheet.watch.Subscriber;
import dev.marksheet.watch.TooManySubscribersException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventControllerTests {

    private static final String RUN = "/api/runs/session-s/events";
    private static final String LIST = "/api/runs/events";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final SessionWatch watch = mock(SessionWatch.class);
    private final Standing standing = mock(Standing.class);
    private final Runnable end = mock(Runnable.class);
    private final ApiSlice slice = ApiSlice.of(new EventController(
            sessions, watch, standing, new JudgeHealth(SessionSlice.CLOCK, false), ApiSlice.mapper()));
    private @Nullable Subscriber viewer;

    EventControllerTests() {
        SessionReport report = Reported.session("s").report();
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(report));
        when(sessions.ofSession("s")).thenReturn(Optional.of(report));
        when(standing.of(any())).thenReturn(() -> true);
        when(watch.watch(any(), anyLong(), any())).thenAnswer(call -> {
            viewer = call.getArgument(2);
            return end;
        });
        when(watch.watchAll(any(), any())).thenAnswer(call -> {
            viewer = call.getArgument(1);
            return end;
        });
    }

    private static SessionState state(String session, long version) {
        SessionId id = new SessionId(session);
        return new SessionState(id, RunId.of(id), version, counts(1, 0, 2, 0), false);
    }

    private static Asked asked(ApiSlice slice, String uri, String... header) {
        var request = ApiSlice.request("GET", uri);
        return slice.begin(header.length == 0 ? request : request.header(header[0], header[1]));
    }

    private List<String> lines(Asked asked) {
        return asked.now().body().lines().filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void opensAStreamThatNobodyHoldsBackOrKeeps() {
        for (String uri : List.of(RUN, "/api/score/sessions/s/events")) {
            Asked asked = asked(slice, uri);

            assertThat(asked.waits()).as(uri).isTrue();
            assertThat(asked.timeout()).isZero();
            Answer answer = asked.now();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
        }
        verify(watch, times(2)).watch(eq(new RunId("session-s")), eq(-1L), any());
    }

    @Test
    void showsEachVersionOnceAndHowManyItSumsUp() throws IOException {
        Asked asked = asked(slice, RUN);

        viewer.show(List.of(state("s", 7)), 100);
        viewer.show(List.of(state("s", 7)), 200);
        viewer.show(List.of(state("s", 10)), 300);
        viewer.show(List.of(), 400);

        String state = "data:{\"session_id\":\"s\",\"run_id\":\"session-s\",\"version\":%d,\"changes\":%s,"
                + "\"status\":\"running\",\"call_count\":3,\"status_counts\":{\"queued\":1,\"running\":0,\"completed\":2,"
                + "\"failed\":0,\"cancelled\":0}}";
        assertThat(lines(asked))
                .containsExactly(
                        "retry:2000",
                        "id:7",
                        "event:session",
                        state.formatted(7, "null"),
                        "id:10",
                        "event:session",
                        state.formatted(10, "3"),
                        ":");
    }

    @Test
    void goesOnBehindTheLastEventThatWasSeen() throws IOException {
        Asked asked = asked(slice, RUN + "?last_event_id=6", "Last-Event-ID", "7");
        verify(watch).watch(any(), eq(7L), any());

        viewer.show(List.of(state("s", 7)), 100);
        viewer.show(List.of(state("s", 9)), 200);

        assertThat(lines(asked)).contains("retry:2000", "id:9").doesNotContain("id:7");
        assertThat(asked.now().body()).contains("\"changes\":2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -        | 6        | 6
            ''       | 6        | 6
            7        | -        | 7
            abc      | 6        | -1
            -5       | -        | -1
            1.5      | -        | -1
            123456789012345  | - | 123456789012345
            1234567890123456 | - | -1
            """)
    void takesAStrangeIdForNone(@Nullable String header, @Nullable String parameter, long seen) {
        String uri = RUN + (parameter == null ? "" : "?last_event_id=" + parameter);
        if (header == null) {
            asked(slice, uri);
        } else {
            asked(slice, uri, "Last-Event-ID", header);
        }

        verify(watch).watch(any(), eq(seen), any());
    }

    @Test
    void showsTheListAsFarAsAKeyReaches() throws IOException {
        Asked asked = asked(slice.as(Callers.holding(Role.READ, "team/")), LIST, "Last-Event-ID", "90");
        verify(watch).watchAll(eq(90L), any());

        viewer.show(List.of(state("team/a", 3), state("other", 4)), 100);
        viewer.show(List.of(state("other", 5)), 200);

        assertThat(lines(asked)).contains("id:100", "event:sessions", ":").doesNotContain("id:200");
        assertThat(asked.now().body())
                .contains("data:[{\"session_id\":\"team/a\"")
                .doesNotContain("other");
    }

    @Test
    void showsTheWholeListToThoseWhoReachAll() throws IOException {
        Asked asked = asked(slice, LIST);
        verify(watch).watchAll(eq(null), any());

        viewer.show(List.of(state("a", 3), state("b", 4)), 100);

        assertThat(asked.now().body()).contains("\"session_id\":\"a\"", "\"session_id\":\"b\"", "\"changes\":null");
    }

    @Test
    void endsTheWatchOfWhoeverHasGoneAndTheStreamOfAWatchThatEnds() {
        Asked gone = asked(slice, RUN);
        verify(end, never()).run();
        gone.complete();
        verify(end).run();

        Asked ended = asked(slice, LIST);
        viewer.end();
        assertThat(ended.waits()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {RUN, "/api/score/sessions/s/events", LIST})
    void opensNoStreamForWhoAsksForItsHeadersAlone(String uri) {
        Asked asked = slice.begin(ApiSlice.request("HEAD", uri));

        assertThat(asked.waits()).isFalse();
        assertThat(asked.now().status()).isEqualTo(200);
        assertThat(asked.now().header("Content-Type")).isEqualTo("text/event-stream");
        verifyNoInteractions(watch);
    }

    @Test
    void hasNoStreamOfWhatIsNotThere() {
        for (String uri : List.of("/api/score/sessions/nobody/events", "/api/runs/session-nobody/events")) {
            Answer answer = slice.get(uri);
            assertThat(answer.status()).as(uri).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
        verifyNoInteractions(watch);
    }

    @Test
    void asksToComeBackWhereTooManyWatch() {
        TooManySubscribersException full = mock(TooManySubscribersException.class);
        when(watch.watchAll(any(), any())).thenThrow(full);

        Answer answer = slice.get(LIST);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.detail()).contains("poll the status meanwhile");
    }
}
