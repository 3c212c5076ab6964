package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.Usage;
import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.store.Database;
import dev.marksheet.store.Deliveries;
import dev.marksheet.store.Outbox;
import dev.marksheet.webhook.FakeReceiver.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How messages reach their receivers, on every database and from several nodes. */
abstract class WebhooksContract {

    private Database db;
    private final List<Webhooks> nodes = new ArrayList<>();

    /** Goes on by itself, and ahead when a test has to wait for something that comes later. */
    private volatile Duration ahead = Duration.ZERO;

    private Duration step = Duration.ofSeconds(20);

    private final InstantSource time = () -> Instant.now().plus(ahead);

    private final Clock clock = time.withZone(ZoneOffset.UTC);

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
    }

    @AfterEach
    void close() {
        nodes.forEach(Webhooks::stop);
        db.close();
    }

    @Test
    void aReceiverThatFailsHalfTheTimeGetsAllInOrderFromTwoNodes() {
        Random dice = new Random(7);
        Map<String, List<Integer>> taken = new LinkedHashMap<>();
        try (FakeReceiver receiver = new FakeReceiver(request -> {
            boolean takes = dice.nextBoolean();
            if (takes) {
                JsonNode data = JsonMapper.shared().readTree(request.body()).path("data");
                taken.computeIfAbsent(data.path("run").asString(), run -> new ArrayList<>())
                        .add(data.path("n").asInt());
            }
            return Answer.of(takes ? 204 : 500);
        })) {
            node(webhook(receiver, Duration.ZERO));
            node(webhook(receiver, Duration.ZERO));
            IntStream.range(0, 100).forEach(i -> tell("session-" + i % 10, Map.of("run", "r" + i % 10, "n", i / 10)));
            until(() -> count("pending") == 0);

            assertThat(count("delivered")).isEqualTo(100);
            assertThat(taken).hasSize(10);
            assertThat(taken.values())
                    .allSatisfy(order -> assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
            assertSentAgain(receiver.received());
        }
    }

    private static void assertSentAgain(List<FakeReceiver.Received> requests) {
        System.out.printf("webhooks: 100 messages, %d requests%n", requests.size());
        assertThat(requests).hasSizeBetween(150, 280);
        assertThat(requests.stream()
                        .map(request -> request.headers().get("webhook-id"))
                        .distinct())
                .hasSize(100);
    }

    private void tell(String run, Map<String, ?> data) {
        db.outbox.tell(Outbox.GATE_PASSED, new RunId(run), data).join();
    }

    @Test
    void anIdleSessionIsToldOfOnceItIsQuiet() {
        try (FakeReceiver receiver = new FakeReceiver(request -> Answer.of(200))) {
            node(webhook(receiver, Duration.ofMinutes(1)));
            ScoreJob first = db.running("one by one");
            ScoreJob second = db.running("one by one");
            record(1, first);
            assertThat(count("pending")).as("a call is open").isZero();
            record(2, second);
            ScoreJob third = db.running("one by one");
            ahead = Duration.ofMinutes(2);
            until(() -> count("pending") == 0);
            assertThat(receiver.received()).as("it has gone on").isEmpty();
            record(3, third);
            record(4, db.running("one by one"));
            until(() -> count("delivered") == 1);

            assertThat(receiver.received()).hasSize(1);
            JsonNode data = JsonMapper.shared()
                    .readTree(receiver.received().get(0).body())
                    .path("data");
            assertThat(data.at("/session_id").asString()).isEqualTo("one by one");
            assertThat(data.at("/status_counts/completed").asInt()).isEqualTo(4);
            assertThat(data.at("/metric_means/faithfulness").asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    void aSessionWhoseLastCallIsCancelledIsIdle() {
        try (FakeReceiver receiver = new FakeReceiver(request -> Answer.of(200))) {
            node(webhook(receiver, Duration.ZERO));
            ScoreJob job = db.running("cancelled");
            db.sessions.exclusively(
                    job.run(),
                    () -> db.cancellations()
                            .one(job.run(), job.id(), Database.NOW)
                            .join());
            until(() -> count("delivered") == 1);
            assertThat(receiver.received().get(0).body()).contains("\"cancelled\":1");
        }
    }

    @Test
    void aBudgetThatIsReachedIsToldOfOnce() {
        try (FakeReceiver receiver = new FakeReceiver(request -> Answer.of(200))) {
            node(webhook(receiver, Duration.ofHours(1)));
            ScoreJob job = db.running("dear");
            db.sql("update session set budget = 1, spent = 0.7");
            db.sessions
                    .addProseUsage(
                            job.run(), job.createdAt(), Usage.of(1, 0, 10, 10).costing(0.2))
                    .join();
            assertThat(count("pending")).isZero();
            db.sessions
                    .addProseUsage(
                            job.run(), job.createdAt(), Usage.of(1, 0, 10, 10).costing(0.1))
                    .join();
            db.sessions
                    .addProseUsage(
                            job.run(), job.createdAt(), Usage.of(1, 0, 10, 10).costing(0.05))
                    .join();
            until(() -> count("delivered") == 1);
            assertThat(count("pending")).isZero();
            assertThat(receiver.received().get(0).body()).contains("budget.reached", "\"budget\":1.0", "\"spent\":1.0");
        }
    }

    @Test
    void oneThatHangsHoldsUpNoOther() {
        try (FakeReceiver hanging = new FakeReceiver(request -> Answer.of(0));
                FakeReceiver quick = new FakeReceiver(request -> Answer.of(200))) {
            Webhooks node = node(webhook(hanging, Duration.ZERO), webhook(quick, Duration.ZERO));
            for (int run = 0; run < 40; run++) {
                db.outbox
                        .tell(Outbox.GATE_FAILED, new RunId("session-" + run), Map.of())
                        .join();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                node.look();
                return count("delivered") == 40;
            });

            assertThat(hanging.received()).hasSizeLessThanOrEqualTo(8);
            until(() -> node.list("pending", Long.MAX_VALUE, 50).stream()
                    .anyMatch(delivery -> String.valueOf(delivery.fault()).contains("no answer within 900 ms")));
        }
    }

    @Test
    void whatIsGivenUpAfterADayLetsTheNextThroughAndCanBeSentAgain() {
        List<Integer> answers = new ArrayList<>(List.of(200));
        try (FakeReceiver receiver = new FakeReceiver(request -> new Answer(
                answers.get(0), Map.of("Location", "http://127.0.0.1:1/stolen", "Retry-After", "3000"), "no"))) {
            Webhooks node = node(webhook(receiver, Duration.ZERO));
            answers.set(0, 302);
            step = Duration.ofMinutes(20);
            tell("session-1", Map.of("n", 1));
            until(() -> count("failed") == 1);
            answers.set(0, 200);
            tell("session-1", Map.of("n", 2));
            until(() -> count("delivered") == 1);

            WebhookDelivery lost = node.list("failed", Long.MAX_VALUE, 10).get(0);
            assertThat(lost.fault()).isEqualTo("redirects are not followed");
            assertThat(lost.attempts()).isGreaterThan(20);
            assertThat(node.again(lost.id())).isTrue();
            assertThat(node.again("msg_unknown")).isFalse();
            until(() -> count("delivered") == 2);
            ahead = ahead.plus(Duration.ofDays(8));
            until(() -> count("delivered") == 0);
        }
    }

    @Test
    void whatAProcessHadInHandWhenItEndedAnotherSends() {
        try (FakeReceiver receiver = new FakeReceiver(request -> Answer.of(200))) {
            Webhooks node = node(webhook(receiver, Duration.ZERO));
            tell("session-1", Map.of());
            String key = node.receivers().get(0).key();
            assertThat(deliveries()
                            .claim(key, clock.instant(), Duration.ofMinutes(1), 5)
                            .join())
                    .hasSize(1);
            node.look();
            assertThat(receiver.received()).isEmpty();
            ahead = Duration.ofMinutes(2);
            until(() -> count("delivered") == 1);
        }
    }

    @Test
    void anOutageOfTheJudgeIsToldOfOnceForAllNodes() {
        try (FakeReceiver receiver = new FakeReceiver(request -> Answer.of(200))) {
            node(webhook(receiver, Duration.ZERO));
            db.outbox.judgeIsUnreachable(Map.of("kind", "unreachable")).join();
            db.outbox.judgeIsUnreachable(Map.of("kind", "unreachable")).join();
            until(() -> count("pending") == 0);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    private void record(int number, ScoreJob job) {
        db.record(Database.counted(db.report(job.run()), number, 0.5, Database.NOW), Database.row(number, job, 0.5));
    }

    private Deliveries deliveries() {
        return db.deliveries();
    }

    private static WebhookProperties.Webhook webhook(FakeReceiver receiver, Duration idle) {
        return new WebhookProperties.Webhook(
                receiver.url(), "whsec_c2VjcmV0", Set.of(), "json", null, idle, Duration.ofMillis(900));
    }

    private Webhooks node(WebhookProperties.Webhook... webhooks) {
        Webhooks node = Webhooks.of(
                new WebhookProperties(Arrays.asList(webhooks), ""),
                db.outbox,
                deliveries(),
                new JudgeHealth(clock, true),
                clock);
        nodes.add(node);
        return node;
    }

    private long count(String state) {
        return db.count("select count(*) from webhook_delivery where state = '" + state + "'");
    }

    /** Lets the nodes look, and time pass, until it is so. */
    private void until(BooleanSupplier condition) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    nodes.forEach(Webhooks::look);
                    // While a message is under way time must not run out for whoever sends it.
                    if (db.count("select count(*) from webhook_delivery where claimed_to > "
                                    + clock.instant().toEpochMilli())
                            == 0) {
                        ahead = ahead.plus(step);
                    }
                    return condition.getAsBoolean();
                });
    }
}
