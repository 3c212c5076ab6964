package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.LogLines;
import dev.marksheet.store.FakeDeliveries;
import dev.marksheet.threads.HandThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What one receiver gets, message by message, and what becomes of each. */
class LineTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Sender.Outcome TAKEN = new Sender.Outcome(204, null, null, false);

    private final FakeDeliveries deliveries = new FakeDeliveries();
    private final HandThreads threads = new HandThreads();
    private final Queue<Object> outcomes = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final LogLines log = new LogLines(Line.class);
    private final Receiver receiver = Receiver.of(
            3,
            new WebhookProperties.Webhook(
                    "https://host:8443/hooks/secret-1",
                    "",
                    Set.of(),
                    "json",
                    null,
                    Duration.ZERO,
                    Duration.ofSeconds(7)));
    private Line line = line();

    @BeforeEach
    void noInterruption() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    private Line line() {
        return new Line(receiver, "https://pub", deliveries, this::send, Clock.fixed(NOW, ZoneOffset.UTC), threads);
    }

    private Sender.Outcome send(Message message, Duration timeout) throws InterruptedException {
        sent.add(message.headers().get("webhook-id") + " within " + timeout.toSeconds() + " s");
        Object outcome = outcomes.isEmpty() ? TAKEN : outcomes.remove();
        if (outcome instanceof InterruptedException interruption) {
            throw interruption;
        }
        if (outcome instanceof Error error) {
            throw error;
        }
        return (Sender.Outcome) outcome;
    }

    private void due(int messages) {
        for (int i = 0; i < messages; i++) {
            due("m" + i, 1);
        }
    }

    private void due(String id, int attempts) {
        deliveries.add(id, "{}", attempts, TOMORROW);
    }

    private static Sender.Outcome missed(String fault, @Nullable Duration retryAfter, boolean gone) {
        return new Sender.Outcome(500, fault, retryAfter, gone);
    }

    @Test
    void takesNoMoreThanFourInHand() {
        due(6);

        line.look();
        line.look();

        assertThat(threads.waiting()).isEqualTo(4);
        assertThat(deliveries.claims()).containsExactly("4 at 2026-03-01T12:00:00Z for 37 s");
    }

    @Test
    void theNextOneIsTakenAsSoonAsOneIsThrough() {
        due(6);
        line.look();

        threads.runNext();

        assertThat(sent).containsExactly("m0 within 7 s");
        assertThat(threads.waiting()).isEqualTo(4);
        assertThat(deliveries.waiting()).isEqualTo(1);
        threads.runAll();
        assertThat(sent).hasSize(6);
        assertThat(deliveries.ends()).hasSize(6).startsWith("m0 delivered 204 at 2026-03-01T12:00:00Z");
    }

    @Test
    void claimsNothingWhereNothingIsDue() {
        line.look();

        assertThat(deliveries.claims()).isEmpty();
    }

    @Test
    void placesThatNoMessageTookAreFreeAgain() {
        due(1);
        line.look();
        due(9);

        line.look();

        assertThat(threads.waiting()).isEqualTo(4);
        assertThat(deliveries.claims()).extracting(claim -> claim.charAt(0)).containsExactly('4', '3');
    }

    @Test
    void placesAreFreeAgainWhereTheDatabaseRefuses() {
        due(6);
        deliveries.refuseWith(new DataAccessResourceFailureException("disk full"));
        assertThatThrownBy(line::look).hasMessageContaining("disk full");

        deliveries.refuseWith(null);
        line.look();

        assertThat(threads.waiting()).isEqualTo(4);
    }

    @Test
    void aMessageThatIsNotTakenIsTriedAgainLater() {
        due("m", 2);
        outcomes.add(missed("HTTP 500", null, false));

        line.look();
        threads.runNext();

        assertThat(deliveries.ends()).singleElement().asString().startsWith("m missed 500 HTTP 500, next at ");
        Instant next = Instant.parse(deliveries.ends().get(0).replaceFirst(".* at ", ""));
        assertThat(Duration.between(NOW, next)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    }

    @Test
    void theReceiverSaysWhen() {
        due("m", 2);
        outcomes.add(missed("HTTP 503", Duration.ofSeconds(90), false));

        line.look();
        threads.runNext();

        assertThat(deliveries.ends()).containsExactly("m missed 500 HTTP 503, next at 2026-03-01T12:01:30Z");
    }

    @Test
    void isGivenUpWhereItsNextTryWouldComeTooLate() {
        deliveries.add("last", "{}", 2, NOW.plusSeconds(90));
        deliveries.add("late", "{}", 2, NOW.plusSeconds(89));
        outcomes.add(missed("HTTP 503", Duration.ofSeconds(90), false));
        outcomes.add(missed("HTTP 503", Duration.ofSeconds(90), false));

        line.look();
        threads.runAll();

        assertThat(deliveries.ends())
                .containsExactly(
                        "last missed 500 HTTP 503, next at 2026-03-01T12:01:30Z",
                        "late failed 500 HTTP 503 at 2026-03-01T12:00:00Z");
        assertThat(log.lines()).contains("WARN Message late to host:8443 is given up: HTTP 503");
    }

    @Test
    void aReceiverThatNeverWantsItIsNotAskedAgain() {
        due("m", 1);
        outcomes.add(missed("HTTP 410", null, true));

        line.look();
        threads.runNext();

        assertThat(deliveries.ends()).containsExactly("m failed 500 HTTP 410 at 2026-03-01T12:00:00Z");
    }

    @Test
    void eachChangeOfAReceiverIsSaidOnceWithoutItsAddress() {
        due(4);
        outcomes.addAll(List.of(missed("HTTP 500", null, false), missed("HTTP 502", null, false), TAKEN, TAKEN));

        line.look();
        threads.runAll();

        assertThat(log.lines())
                .containsExactly(
                        "WARN Webhook 3 at host:8443 takes no message (HTTP 500); they are tried again for a day",
                        "INFO Webhook 3 at host:8443 takes messages again");
    }

    @Test
    void whatCameOfAMessageAndCantBeKeptHoldsUpNoOther() {
        due(5);
        line.look();
        deliveries.refuseWith(new DataAccessResourceFailureException("disk full"));
        threads.runNext();
        deliveries.refuseWith(null);
        threads.runAll();

        assertThat(log.lines()).contains("WARN What came of message m0 to host:8443 is not kept");
        line.look();
        assertThat(sent).hasSize(5);
    }

    @Test
    void aMessageThatCantBeMadeHoldsUpNoOther() {
        deliveries.add("odd", "{half", 1, TOMORROW);
        due(4);

        line.look();
        threads.runAll();

        assertThat(sent).hasSize(4);
        assertThat(log.lines()).containsExactly("WARN What came of message odd to host:8443 is not kept");
    }

    @Test
    void anErrorGivesItsPlaceBack() {
        due(5);
        outcomes.add(new StackOverflowError("deep"));
        line.look();

        assertThatThrownBy(threads::runNext).isInstanceOf(StackOverflowError.class);
        line.look();

        assertThat(threads.waiting()).isEqualTo(4);
    }

    @Test
    void oneThatIsInterruptedIsSentAgainByAnother() {
        due(1);
        outcomes.add(new InterruptedException());
        line.look();

        threads.runNext();

        assertThat(deliveries.ends()).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aLineThatStopsTakesItsPlacesBack() {
        due(8);
        threads.refuseWith(new RejectedExecutionException());
        line.look();

        threads.refuseWith(null);
        line.look();

        assertThat(threads.waiting()).isEqualTo(4);
        line.close();
        assertThat(threads.isShutdown()).isTrue();
    }

    @Test
    void placesAreFreeAgainWhereThereWasNoThread() {
        due(12);
        threads.refuseWith(new OutOfMemoryError("unable to create native thread"));
        assertThatThrownBy(line::look).isInstanceOf(OutOfMemoryError.class);

        threads.refuseWith(null);
        line.look();

        assertThat(threads.waiting()).isEqualTo(4);
    }

    @Test
    void whatIsNotFoundAfterAMessageIsLookedForLater() {
        due(1);
        line.look();
        deliveries.throwWhenAsked(new IllegalStateException("away"));

        threads.runNext();

        assertThat(sent).hasSize(1);
        assertThat(line.receiver()).isSameAs(receiver);
    }
}
