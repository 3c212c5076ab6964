package dev.marksheet.judge.llm.endpoint;

import static dev.marksheet.judge.llm.endpoint.FakedEndpoint.fault;
import static dev.marksheet.judge.llm.endpoint.FakedEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.endpoint.EndpointFault.Kind;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fault that every request would meet: how it closes the endpoint, and what opens it again. */
@Timeout(30)
class EndpointOutageTests {

    private final FakedEndpoint faked = new FakedEndpoint(1, 3);

    private JudgeException outage() {
        JudgeException outage = catchThrowableOfType(JudgeException.class, faked::call);
        assertThat(outage.outage()).isTrue();
        assertThat(outage.retryable()).isTrue();
        return outage;
    }

    @Test
    void anEndpointThatCantBeReachedIsAskedOnceForAll() {
        faked.answers(fault(Kind.UNREACHABLE));

        assertThat(outage()).hasMessageContaining("http://host/v1").hasMessageContaining("connection broke");
        assertThat(outage().usage().requests()).isEqualTo(1);

        assertThat(faked.sent).isEqualTo(1);
        assertThat(faked.pauses).isEmpty();
        assertThat(faked.health.state()).isEqualTo(JudgeHealth.State.UNREACHABLE);
        assertThat(faked.endpoint.inFlight()).isZero();
        assertThat(faked.probes.waiting()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsRefusedClosesTheEndpointToo() {
        faked.answers(status(401));

        assertThat(outage()).hasMessageContaining("marksheet.judge.api-key").hasMessageContaining("HTTP 401");

        assertThat(faked.health.state()).isEqualTo(JudgeHealth.State.REFUSING);
        assertThat(faked.health.outage().orElseThrow().kind()).isEqualTo("key");
    }

    @Test
    void theRequestThatMetItIsTheProbeAndOpensItAgain() {
        faked.answers(fault(Kind.UNREACHABLE));
        faked.health.onRecovery(() -> faked.heard.add("back"));
        outage();

        faked.probes.runNext();

        assertThat(faked.sent).isEqualTo(2);
        assertThat(faked.heard).containsExactly("m unreachable", "back");
        assertThat(faked.health.state()).isEqualTo(JudgeHealth.State.REACHABLE);
        assertThat(faked.call()).isEqualTo("answer 3");
    }

    @Test
    void aProbeThatMeetsAnotherOutageLeavesItClosedAndSaysTheLatest() {
        faked.answers(fault(Kind.UNREACHABLE), status(401), status(402));
        outage();

        faked.probes.runNext();

        assertThat(faked.sent)
                .as("the call, two probes in vain, and one that got through")
                .isEqualTo(4);
        assertThat(faked.probePauses)
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(faked.health.outage()).isEmpty();
    }

    @Test
    void whileItIsClosedTheLatestFaultIsSaidAndWhenTheFirstCame() {
        List<JudgeHealth.Outage> seen = new ArrayList<>();
        faked.health.onClosing(outage -> faked.heard.add("closed by " + outage.kind()));
        faked.onProbePause = () -> seen.add(faked.health.outage().orElseThrow());
        faked.answers(fault(Kind.UNREACHABLE), status(402));
        outage();

        faked.probes.runNext();

        assertThat(seen).extracting(JudgeHealth.Outage::kind).containsExactly("unreachable", "credit");
        assertThat(seen).extracting(JudgeHealth.Outage::since).containsOnly(FakedEndpoint.NOW);
        assertThat(seen.get(1).said(Language.EN)).startsWith("HTTP 402 (no)");
        assertThat(faked.heard).containsExactly("m unreachable", "closed by unreachable");
    }

    @Test
    void aProbeThatIsAnsweredAtAllOpensIt() {
        faked.answers(fault(Kind.UNREACHABLE), status(500));
        outage();

        faked.probes.runNext();

        assertThat(faked.health.outage()).isEmpty();
        assertThat(faked.sent).isEqualTo(2);
    }

    @Test
    void aDefectOfOursInTheProbeOpensItForItSaysNothingOfTheEndpoint() {
        faked.answers(fault(Kind.UNREACHABLE), new IllegalStateException("ours"));
        outage();

        faked.probes.runNext();

        assertThat(faked.health.outage()).isEmpty();
        assertThat(faked.sent).isEqualTo(2);
    }

    @Test
    void aProbeThatIsInterruptedLeavesItClosed() {
        faked.answers(fault(Kind.UNREACHABLE), fault(Kind.INTERRUPTED));
        outage();

        faked.probes.runNext();

        assertThat(faked.probePauses).hasSize(2);
        assertThat(faked.sent).isEqualTo(3);
    }

    @Test
    void whoeverWaitedForAPlaceMeanwhileSendsNothing() throws InterruptedException {
        ConcurrencyLimit.Permit place = faked.endpoint.limit().acquire();
        CompletableFuture<Throwable> met = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                faked.call();
                met.complete(null);
            } catch (JudgeException e) {
                met.complete(e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        faked.health.close(status(401), words -> "HTTP 401");
        place.close();

        assertThat(met.join())
                .isInstanceOfSatisfying(
                        JudgeException.class, e -> assertThat(e.outage()).isTrue());
        assertThat(faked.sent).isZero();
        assertThat(faked.endpoint.inFlight()).isZero();
    }

    @Test
    void nobodyWaitsForAPlaceAtAClosedEndpoint() throws InterruptedException {
        faked.health.close(status(401), words -> "HTTP 401");
        try (ConcurrencyLimit.Permit place = faked.endpoint.limit().acquire()) {
            assertThat(place).isNotNull();
            outage();
        }
    }

    @Test
    void whoIsImpatientAsksAClosedEndpointAndIsToldTheFaultItself() {
        faked.health.close(status(401), words -> "HTTP 401");
        EndpointFault same = status(401);
        faked.answers(same);

        assertThatThrownBy(faked::callImpatiently).isSameAs(same);
        assertThat(faked.callImpatiently()).isEqualTo("answer 2");

        assertThat(faked.health.closed())
                .as("one answer alone does not open it")
                .isPresent();
        assertThat(faked.probes.waiting()).isZero();
    }

    @Test
    void whereNobodyCanProbeItIsNotClosedForGood() {
        faked.probes.refuseWith(new OutOfMemoryError("unable to create native thread"));
        faked.answers(fault(Kind.UNREACHABLE));

        assertThatThrownBy(faked::call).isInstanceOf(OutOfMemoryError.class);

        faked.probes.refuseWith(null);
        assertThat(faked.call()).isEqualTo("answer 2");
    }

    @Test
    void stopsProbingOnceItIsClosedForGood() {
        faked.answers(fault(Kind.UNREACHABLE));
        outage();

        faked.endpoint.close();

        assertThat(faked.probes.interrupted()).isEqualTo(1);
    }

    @Test
    void aModelThatHasNoEndpointIsAnOutageOfItsOwn() {
        faked.endpoint.missing("gpt-9");

        assertThat(faked.health.state()).isEqualTo(JudgeHealth.State.MISSING);
        assertThat(faked.health.outage().orElseThrow().said(Language.EN)).contains("gpt-9");
        assertThat(outage()).hasMessageContaining("gpt-9");
    }
}
