package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.LogLines;
import dev.marksheet.judge.llm.endpoint.EndpointFault.Kind;
import dev.marksheet.judge.llm.endpoint.JudgeHealth.Outage;
import dev.marksheet.judge.llm.endpoint.JudgeHealth.State;
import dev.marksheet.session.text.Language;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;

class JudgeHealthTests {

    private static final EndpointFault DEAD = EndpointFault.of(Kind.UNREACHABLE, "fault.no_connection");
    private static final EndpointFault SLOW = EndpointFault.of(Kind.TIMEOUT, "fault.timeout", 60);
    private static final EndpointFault KEY = EndpointFault.ofStatus(401, "", null);

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Instant start = now;
    private final List<String> told = new ArrayList<>();
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final JudgeHealth health = listened(new JudgeHealth(clock, true));

    private JudgeHealth listened(JudgeHealth other) {
        other.onRecovery(() -> told.add("back"));
        other.onClosing(outage -> told.add("closed by " + outage.kind()));
        return other;
    }

    private static void close(JudgeHealth health, EndpointFault fault) {
        health.close(fault, words -> "so it is");
    }

    private static void miss(JudgeHealth health, EndpointFault fault) {
        health.missed(fault, words -> "so it is");
    }

    @Test
    void isUntriedUntilAnAnswerComes() {
        assertThat(health.state()).isEqualTo(State.UNTRIED);

        health.reached();

        assertThat(health.state()).isEqualTo(State.REACHABLE);
        assertThat(health.outage()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void isNoneWhereThereIsNoEndpoint() {
        assertThat(new JudgeHealth(clock, false).state()).isEqualTo(State.NONE);
        assertThat(State.NONE.wireName()).isEqualTo("none");
    }

    @Test
    void anAnswerEndsAnOutageThatDidNotCloseIt() {
        miss(health, DEAD);
        now = now.plusSeconds(7);
        try (LogLines log = new LogLines(JudgeHealth.class)) {
            health.reached();

            assertThat(log.lines()).containsExactly("INFO The judge's endpoint answers again after 7 s");
        }
        assertThat(health.state()).isEqualTo(State.REACHABLE);
        assertThat(told).containsExactly("back");
    }

    @Test
    void anAnswerDoesNotEndAnOutageThatClosedItAndAProbeDoes() {
        close(health, DEAD);

        health.reached();
        assertThat(health.closed()).isPresent();
        assertThat(told).containsExactly("closed by unreachable");

        health.recovered();
        assertThat(health.closed()).isEmpty();
        assertThat(health.state()).isEqualTo(State.REACHABLE);
        assertThat(told).containsExactly("closed by unreachable", "back");
    }

    @Test
    void aProbeThatGetsThroughWithoutAnOutageIsNoNews() {
        health.recovered();

        assertThat(health.state()).isEqualTo(State.REACHABLE);
        assertThat(told).isEmpty();
    }

    @Test
    void anOutageBeganWithTheFirstFaultAndIsOfTheLatestKind() {
        miss(health, SLOW);
        now = now.plusSeconds(5);
        close(health, KEY);
        now = now.plusSeconds(5);
        miss(health, SLOW);

        Outage outage = health.outage().orElseThrow();
        assertThat(outage.since()).isEqualTo(start);
        assertThat(outage.kind()).isEqualTo("timeout");
        assertThat(outage.closed()).as("once closed it stays so").isTrue();
        assertThat(told).containsExactly("closed by key");
    }

    @Test
    void eachClosingIsToldOfOnce() {
        close(health, DEAD);
        close(health, KEY);
        health.recovered();
        close(health, DEAD);

        assertThat(told).containsExactly("closed by unreachable", "back", "closed by unreachable");
    }

    @Test
    void eachKindIsLoggedOnce() {
        try (LogLines log = new LogLines(JudgeHealth.class)) {
            miss(health, DEAD);
            miss(health, DEAD);
            miss(health, SLOW);

            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("WARN Calls wait for the judge's endpoint"));
        }
    }

    @Test
    void aSlowAnswerIsNoReasonToTakeItForAway() {
        assertThat(health.away()).isFalse();
        miss(health, SLOW);
        assertThat(health.away()).isFalse();
        miss(health, DEAD);
        assertThat(health.away()).isTrue();
    }

    @Test
    void tellsWhatIsRefusedFromWhatCantBeReached() {
        miss(health, EndpointFault.of(Kind.BROKEN, "fault.broken"));
        assertThat(health.state()).isEqualTo(State.UNREACHABLE);
        close(health, KEY);
        assertThat(health.state()).isEqualTo(State.REFUSING);
        health.missing("gpt-9");
        assertThat(health.state()).isEqualTo(State.MISSING);
    }

    @Test
    void whereEmbeddingsComeFromElsewhereTheWorseOfBothCounts() {
        JudgeHealth both = listened(JudgeHealth.withEmbeddingsApart(clock, true));
        both.reached();
        assertThat(both.state()).isEqualTo(State.REACHABLE);

        close(both.ofEmbeddings(), KEY);

        assertThat(both.state()).isEqualTo(State.REFUSING);
        assertThat(both.closed()).isPresent();
        assertThat(both.ownClosed()).isEmpty();
        assertThat(both.outage().orElseThrow().said(Language.EN)).contains("marksheet.judge.embedding.api-key");
        close(both, DEAD);
        assertThat(both.outage().orElseThrow().kind())
                .as("the judge's comes first")
                .isEqualTo("unreachable");
        both.ofEmbeddings().recovered();
        assertThat(told).containsExactly("closed by key", "closed by unreachable", "back");
    }

    @Test
    void whereOnlyEmbeddingsHaveAnEndpointItsStateIsTheState() {
        JudgeHealth only = JudgeHealth.withEmbeddingsApart(clock, false);
        assertThat(only.state()).isEqualTo(State.UNTRIED);

        only.ofEmbeddings().reached();

        assertThat(only.state()).isEqualTo(State.REACHABLE);
        assertThat(health.ofEmbeddings()).isSameAs(health);
    }

    @Test
    void operatorsReadTheOutageWhileTheServiceStaysUp() {
        JudgeHealthIndicator indicator = new JudgeHealthIndicator(health);
        assertThat(indicator.health())
                .isEqualTo(Health.up().withDetail("state", "untried").build());

        close(health, KEY);

        assertThat(indicator.health())
                .isEqualTo(Health.up()
                        .withDetail("state", "refusing")
                        .withDetail("since", "2026-03-01T12:00:00Z")
                        .withDetail("fault", health.outage().orElseThrow().said(Language.EN))
                        .build());
    }
}
