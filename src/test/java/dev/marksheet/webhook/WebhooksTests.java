package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.LogLines;
import dev.marksheet.job.FakeScheduler;
import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.store.Deliveries;
import dev.marksheet.store.FakeDeliveries;
import dev.marksheet.threads.HandThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** When messages are looked for, and what that outlives. */
class WebhooksTests {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final FakeDeliveries ofFirst = new FakeDeliveries();
    private final FakeDeliveries ofSecond = new FakeDeliveries();
    private final FakeDeliveries all = new FakeDeliveries();
    private final HandThreads threads = new HandThreads();
    private final FakeScheduler timer = new FakeScheduler();
    private final Webhooks webhooks = new Webhooks(List.of(line(0, ofFirst), line(1, ofSecond)), all, clock, timer);

    private Line line(int number, Deliveries deliveries) {
        Receiver receiver = Receiver.of(
                number,
                new WebhookProperties.Webhook(
                        "https://host/" + number, "", Set.of(), "json", null, Duration.ZERO, Duration.ofSeconds(1)));
        return new Line(
                receiver,
                "",
                deliveries,
                (message, timeout) -> new Sender.Outcome(200, null, null, false),
                clock,
                threads);
    }

    private void due(FakeDeliveries deliveries) {
        deliveries.add("m", "{}", 1, Instant.MAX);
    }

    @Test
    void everyReceiverIsLookedAtAgainAndAgainFromTheStart() {
        webhooks.start();
        assertThat(webhooks.isRunning()).isTrue();
        due(ofFirst);
        due(ofSecond);

        timer.passTime();

        assertThat(threads.waiting()).isEqualTo(2);
    }

    @Test
    void nothingIsLookedForWhereNobodyIsToldAnything() {
        new Webhooks(List.of(), all, clock, timer).start();

        assertThat(timer.repeated()).isZero();
    }

    @Test
    void stopsItsTimerAndItsLines() {
        webhooks.start();

        webhooks.stop();

        assertThat(webhooks.isRunning()).isFalse();
        assertThat(timer.isShutdown()).isTrue();
        assertThat(threads.isShutdown()).isTrue();
        assertThat(webhooks.getPhase()).as("stopped after what turns gates").isLessThan(GateTurns.PHASE);
    }

    @Test
    void oneReceiverWhoseMessagesCantBeReadHoldsUpNoOther() {
        ofFirst.throwWhenAsked(new IllegalStateException("odd"));
        due(ofSecond);
        try (LogLines log = new LogLines(Webhooks.class)) {
            webhooks.look();

            assertThat(log.lines()).containsExactly("WARN Messages to webhook 0 are looked for again in a second");
        }
        assertThat(threads.waiting()).isEqualTo(1);
        assertThat(all.ends()).as("old ones are forgotten all the same").hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayIsNotSaidHere() {
        ofFirst.throwWhenAsked(new DataAccessResourceFailureException("away"));
        ofSecond.throwWhenAsked(new CannotCreateTransactionException("away"));
        try (LogLines log = new LogLines(Webhooks.class)) {
            webhooks.look();

            assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN"));
        }
    }

    @Test
    void isLookedForAgainAfterAnError() {
        webhooks.start();
        ofFirst.throwWhenAsked(new StackOverflowError("deep"));
        all.refuseWith(new StackOverflowError("deep"));
        timer.passTime();

        ofFirst.throwWhenAsked(null);
        due(ofFirst);
        timer.passTime();

        assertThat(threads.waiting()).isEqualTo(1);
    }

    @Test
    void oldMessagesAreForgottenOnceAMinute() {
        webhooks.look();
        now = now.plusSeconds(59);
        webhooks.look();
        now = now.plusSeconds(1);
        webhooks.look();

        assertThat(all.ends())
                .containsExactly("forget 500 before 2026-02-22T12:00:00Z", "forget 500 before 2026-02-22T12:01:00Z");
    }

    @Test
    void whereThereAreManyMoreAreForgottenAtTheNextLook() {
        all.old(500, 499);

        webhooks.look();
        webhooks.look();
        webhooks.look();

        assertThat(all.ends()).hasSize(2);
    }

    @Test
    void whatPeopleAskForIsHandedOn() {
        due(all);

        assertThat(webhooks.again("known")).isTrue();
        assertThat(webhooks.again("unknown")).isFalse();
        assertThat(all.ends()).startsWith("known again at 2026-03-01T12:00:00Z");
        assertThat(webhooks.list("pending", 9, 5))
                .extracting(WebhookDelivery::id)
                .containsExactly("m");
        assertThat(webhooks.receivers()).extracting(Receiver::number).containsExactly(0, 1);
        assertThat(webhooks.count(webhooks.receivers().get(0), "pending")).isEqualTo(1);
    }
}
