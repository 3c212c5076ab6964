package dev.marksheet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.api.ApiSlice.Asked;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.Scale;
import dev.marksheet.gate.live.GateWaits;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.gate.live.TooManyWaitsException;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Those who wait for a verdict. */
class GateWaitingTests {

    private static final String PATH = "/api/runs/session-s/gate?faithfulness=0.85&strict=true&wait=";

    private final SessionReport report = Reported.session("s").report();
    private final SessionQueries sessions = mock(SessionQueries.class);
    private final Gates gates = mock(Gates.class);
    private final GateWaits waits = mock(GateWaits.class);
    private final ApiSlice slice =
            ApiSlice.of(new GateController(sessions, gates, waits, MetricBeans.standard(), ApiSlice.mapper()));
    private final Runnable end = mock(Runnable.class);
    private @Nullable Consumer<Supplier<Optional<GateResult>>> answer;

    GateWaitingTests() {
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(report));
        when(gates.scale(eq(report), anyString())).thenReturn(Optional.of(new Scale(MetricRange.UNIT)));
        when(waits.begin(eq(report.run()), any(), any())).thenAnswer(call -> {
            answer = call.getArgument(2);
            return end;
        });
    }

    private Asked asked(int seconds) {
        return slice.begin(ApiSlice.request("GET", PATH + seconds));
    }

    private Optional<GateResult> says(GateVerdict verdict, @Nullable Long expected) {
        return Optional.of(GateControllerTests.result(report, verdict, expected));
    }

    @Test
    void holdsTheAnswerUntilThereIsAVerdict() {
        Asked asked = asked(60);
        assertThat(asked.waits()).isTrue();
        assertThat(asked.timeout()).isEqualTo(60_000);

        answer.accept(() -> says(GateVerdict.FAIL, null));

        assertThat(asked.waits()).isFalse();
        assertThat(asked.now().status()).isEqualTo(422);
        verify(gates, never()).look(any(SessionReport.class), any());
    }

    @Test
    void waitsForAnHourAtMostAndForNobodyWhoDoesNotAskForIt() {
        assertThat(asked(3600).timeout()).isEqualTo(3_600_000);
        when(gates.look(any(SessionReport.class), any())).thenReturn(says(GateVerdict.UNDECIDED, null));
        assertThat(asked(0).now().status()).isEqualTo(424);
    }

    @Test
    void saysHowItStandsWhenTheWaitIsOver() {
        when(gates.look(any(RunId.class), any())).thenReturn(says(GateVerdict.UNDECIDED, null));
        Asked asked = asked(1);

        asked.timeOut();

        assertThat(asked.now().status()).isEqualTo(424);
    }

    @Test
    void endsTheWaitOfWhoeverHasGone() {
        Asked asked = asked(60);
        verify(end, never()).run();

        asked.complete();

        verify(end).run();
    }

    @Test
    void tellsThoseWhoWaitForASessionThatItHasGone() {
        Asked asked = asked(60);

        answer.accept(Optional::empty);

        assertThat(asked.now().status()).isEqualTo(404);
        assertThat(asked.now().detail()).isEqualTo("There is no session s any more.");
    }

    @Test
    void tellsThoseWhoWaitThatTheDatabaseIsAway() {
        Asked asked = asked(60);

        answer.accept(() -> {
            throw new DataAccessResourceFailureException("secret");
        });

        Answer away = asked.now();
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void asksToComeBackWhereTooManyWaitUnlessNothingIsToBeWaitedFor() {
        when(waits.begin(any(), any(), any())).thenThrow(mock(TooManyWaitsException.class));

        when(gates.look(any(SessionReport.class), any()))
                .thenReturn(says(GateVerdict.UNDECIDED, null))
                .thenReturn(says(GateVerdict.PASS, null))
                .thenReturn(Optional.empty());

        Answer full = asked(60).now();
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.header("Retry-After")).isEqualTo("5");
        assertThat(full.detail()).contains("or without wait");
        assertThat(asked(60).now().status()).as("there is a verdict").isEqualTo(200);
        assertThat(asked(60).now().status()).as("the session has gone").isEqualTo(404);
    }
}
