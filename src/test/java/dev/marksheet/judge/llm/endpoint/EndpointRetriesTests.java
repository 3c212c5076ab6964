package dev.marksheet.judge.llm.endpoint;

import static dev.marksheet.judge.llm.endpoint.FakedEndpoint.fault;
import static dev.marksheet.judge.llm.endpoint.FakedEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.LogLines;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.endpoint.EndpointFault.Kind;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which faults are met by sending the request again, after which pauses, and how often. */
class EndpointRetriesTests {

    private final FakedEndpoint faked = new FakedEndpoint(8, 3);

    private JudgeException failure() {
        return catchThrowableOfType(JudgeException.class, faked::call);
    }

    @Test
    void anAnswerIsGivenAndNoted() {
        assertThat(faked.call()).isEqualTo("answer 1");

        assertThat(faked.heard).containsExactly("m ok");
        assertThat(faked.tally.usage().requests()).isEqualTo(1);
        assertThat(faked.health.state()).isEqualTo(JudgeHealth.State.REACHABLE);
        assertThat(faked.endpoint.inFlight()).isZero();
        assertThat(faked.pauses).isEmpty();
    }

    @Test
    void whoeverIsBusyIsAskedAgainHoweverOften() {
        faked.answers(Collections.nCopies(20, status(503)).toArray());

        assertThat(faked.call()).isEqualTo("answer 21");

        assertThat(faked.pauses).startsWith(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(faked.pauses).hasSize(20).endsWith(Duration.ofSeconds(10));
        assertThat(faked.heard).hasSize(21).startsWith("m busy").endsWith("m ok");
    }

    @Test
    void anEndpointsOwnErrorsCountAgainstTheAttempts() {
        faked.answers(status(500), status(502), status(500));

        JudgeException failure = failure();

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.outage()).isFalse();
        assertThat(failure).hasMessage("the judge at http://host/v1 failed: HTTP 500 (no) (tried 3 times)");
        assertThat(failure.usage().requests()).isEqualTo(3);
        assertThat(faked.pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(faked.health.state()).isEqualTo(JudgeHealth.State.REACHABLE);
    }

    @Test
    void aFaultThatDoesNotCountLeavesTheAttemptsAsTheyWere() {
        faked.answers(status(500), status(503), status(503), status(500));

        assertThat(faked.call()).isEqualTo("answer 5");
    }

    @Test
    void anAnswerThatTakesTooLongCountsAndIsAnOutage() {
        faked.answers(fault(Kind.TIMEOUT), fault(Kind.TIMEOUT), fault(Kind.TIMEOUT));

        assertThat(failure().retryable()).isTrue();

        assertThat(faked.sent).isEqualTo(3);
        assertThat(faked.health.state()).isEqualTo(JudgeHealth.State.UNREACHABLE);
        assertThat(faked.health.outage().orElseThrow().said(Language.EN)).isEqualTo("the connection broke");
        assertThat(faked.health.closed()).isEmpty();
    }

    @Test
    void aBrokenConnectionIsTriedOnceMoreAtOnceAndThenAfterPausesHoweverOften() {
        faked.answers(Collections.nCopies(10, fault(Kind.BROKEN)).toArray());

        assertThat(faked.call()).isEqualTo("answer 11");

        assertThat(faked.pauses).hasSize(9).startsWith(Duration.ofMillis(250));
    }

    @Test
    void aConnectionThatBreaksOnceIsNoOutage() {
        faked.health.onRecovery(() -> faked.heard.add("back"));
        faked.answers(fault(Kind.BROKEN));
        faked.call();
        assertThat(faked.heard).containsExactly("m broken", "m ok");

        faked.answers(fault(Kind.BROKEN), fault(Kind.BROKEN));
        faked.call();
        assertThat(faked.heard).endsWith("m broken", "m broken", "m ok", "back");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FINAL", "REFUSAL"})
    void whatNoRepetitionMendsIsThrownAsItIs(Kind kind) {
        EndpointFault fault = fault(kind);
        faked.answers(fault);

        assertThatThrownBy(faked::call).isSameAs(fault);

        assertThat(faked.sent).isEqualTo(1);
        assertThat(faked.pauses).isEmpty();
        assertThat(faked.endpoint.inFlight()).isZero();
    }

    @Test
    void waitsAsLongAsTheEndpointAsks() {
        faked.answers(status(429, Duration.ofSeconds(7)));

        faked.call();

        assertThat(faked.pauses).containsExactly(Duration.ofMillis(7125));
    }

    @ParameterizedTest
    @CsvSource({"429, 4", "503, 8", "408, 8", "500, 8"})
    void onlyTooManyRequestsHalveTheLimit(int status, int allowed) {
        faked.answers(status(status));

        faked.call();

        assertThat(faked.endpoint.allowed()).isEqualTo(allowed);
    }

    @Test
    void oneThatIsStoppedInAPauseSaysWhatItMetLast() {
        faked.answers(status(503));
        faked.onPause = () -> Thread.currentThread().interrupt();

        JudgeException failure = failure();

        assertThat(failure).hasMessageContaining("HTTP 503 (no)");
        assertThat(failure.retryable()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(faked.sent).isEqualTo(1);
    }

    @Test
    void oneThatIsStoppedBeforeItsTurnSendsNothing() {
        Thread.currentThread().interrupt();

        assertThat(failure()).hasMessageContaining("http://host/v1").hasMessageContaining("not");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(faked.sent).isZero();
    }

    @Test
    void oneThatIsStoppedWhileItAsksIsNotSentAgain() {
        faked.answers(fault(Kind.INTERRUPTED));

        assertThat(failure().retryable()).isTrue();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(faked.pauses).isEmpty();
        assertThat(faked.sent).isEqualTo(1);
    }

    @Test
    void aDefectOfOursIsSaidAndNotRepeated() {
        faked.answers(new IllegalStateException("ours"));
        try (LogLines log = new LogLines(Endpoint.class)) {
            JudgeException failure = failure();

            assertThat(failure.retryable()).isFalse();
            assertThat(failure).hasMessageContaining("defect in this service");
            assertThat(log.lines()).hasSize(1).allMatch(line -> line.startsWith("ERROR"));
        }
        assertThat(faked.heard).isEmpty();
        assertThat(faked.endpoint.inFlight()).isZero();
    }

    @Test
    void anErrorGivesItsPlaceBack() {
        faked.answers(new StackOverflowError("deep"));

        assertThatThrownBy(faked::call).isInstanceOf(StackOverflowError.class);

        assertThat(faked.endpoint.inFlight()).isZero();
    }

    @Test
    void tellsWhatAnAnswerTook() {
        faked.endpoint.spent(1000, 500, faked.tally);

        assertThat(faked.heard).containsExactly("m 1000 500 0.002");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"BUSY", "BROKEN", "TIMEOUT", "SERVER_ERROR", "UNREACHABLE"})
    void whoIsImpatientTriesOnce(Kind kind) {
        // A broken connection may have been idle for long, which says nothing of the endpoint.
        int most = kind == Kind.BROKEN ? 2 : 1;
        faked.answers(Collections.nCopies(most, fault(kind)).toArray());

        assertThatThrownBy(faked::callImpatiently)
                .isInstanceOf(JudgeException.class)
                .hasMessageNotContaining("times");

        assertThat(faked.sent).isEqualTo(most);
        assertThat(faked.pauses).isEmpty();
        assertThat(faked.probes.waiting()).isZero();
    }

    @Test
    void knowsHowManyMayBeUnderWay() {
        assertThat(faked.endpoint.allowed()).isEqualTo(8);
        assertThat(faked.endpoint.maxAttempts()).isEqualTo(3);
        assertThat(faked.endpoint.impatient().maxAttempts()).isEqualTo(1);
    }

    @Test
    void aRequestIsUnderWayWhileItsAnswerIsWaitedFor() {
        Supplier<Integer> underWay = faked.endpoint::inFlight;
        faked.answers(underWay);

        assertThat(faked.call()).isEqualTo(1);
    }

    @Test
    void theLimitGrowsAgainWithSuccesses() {
        faked.answers(status(429));
        for (int i = 0; i < 3; i++) {
            faked.call();
        }
        assertThat(faked.endpoint.allowed()).isEqualTo(4);

        faked.call();

        assertThat(faked.endpoint.allowed()).isEqualTo(5);
    }

    @Test
    void anyAnswerEndsAnOutageThatClosedNothing() {
        for (EndpointFault answer : List.of(status(400), status(503), status(500), fault(Kind.SERVER_ERROR))) {
            FakedEndpoint other = new FakedEndpoint(8, 3);
            other.health.onRecovery(() -> other.heard.add("back"));
            other.answers(fault(Kind.TIMEOUT), answer, fault(Kind.FINAL));

            assertThatThrownBy(other::call).isInstanceOf(EndpointFault.class);

            assertThat(other.heard).as(String.valueOf(answer)).contains("back");
        }
    }

    @Test
    void aRefusalOfAllAndAFaultWithoutAnAnswerEndNone() {
        for (EndpointFault none : List.of(status(401), fault(Kind.BROKEN))) {
            FakedEndpoint other = new FakedEndpoint(8, 3);
            other.health.onRecovery(() -> other.heard.add("back"));
            other.answers(fault(Kind.TIMEOUT), none, fault(Kind.TIMEOUT), fault(Kind.TIMEOUT));

            assertThatThrownBy(other::call).isInstanceOf(JudgeException.class);

            assertThat(other.heard).doesNotContain("back");
        }
    }
}
