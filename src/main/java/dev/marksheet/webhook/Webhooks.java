package dev.marksheet.webhook;

import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.session.text.Language;
import dev.marksheet.store.Deliveries;
import dev.marksheet.store.Outbox;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Sends what the outbox holds, while there are receivers. Each receiver has threads of its own, so that one that hangs holds
 * up no other; the database is asked once a second for each whether anything is due, which finds what other nodes have
 * written too. Safe for use by many threads at once.
 */
public final class Webhooks implements SmartLifecycle {

    /** Started before calls end and stopped after. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 5000;

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    private static final int SWEEP = 500;

    private final List<Line> lines;
    private final Deliveries deliveries;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private Instant swept = Instant.EPOCH;
    private volatile boolean running;

    Webhooks(List<Line> lines, Deliveries deliveries, Clock clock, ScheduledExecutorService timer) {
        this.lines = List.copyOf(lines);
        this.deliveries = deliveries;
        this.clock = clock;
        this.timer = timer;
    }

    /** Puts the receivers together. */
    static Webhooks of(
            WebhookProperties properties, Outbox outbox, Deliveries deliveries, JudgeHealth health, Clock clock) {
        List<Receiver> receivers = IntStream.range(0, properties.webhooks().size())
                .mapToObj(n -> Receiver.of(n, properties.webhooks().get(n)))
                .toList();
        outbox.subscribe(receivers.stream()
                .map(receiver -> new Outbox.Subscriber(receiver.key(), receiver.events(), receiver.idle()))
                .toList());
        if (outbox.isWanted(Outbox.JUDGE_UNREACHABLE)) {
            health.onClosing(outage -> outbox.judgeIsUnreachable(data(outage)));
        }
        String publicUrl = properties.publicUrl().strip().replaceAll("/+$", "");
        Sender sender = new Sender();
        List<Line> lines = new ArrayList<>();
        receivers.forEach(receiver -> lines.add(new Line(receiver, publicUrl, deliveries, sender::send, clock)));
        return new Webhooks(lines, deliveries, clock, Workers.timer("webhooks"));
    }

    private static Map<String, Object> data(JudgeHealth.Outage outage) {
        Map<String, String> message = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            message.put(language.wireName(), outage.said(language));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("since", outage.since().toString());
        data.put("kind", outage.kind());
        data.put("embeddings", outage.embeddings());
        data.put("message", message);
        return data;
    }

    /** Who gets messages. */
    public List<Receiver> receivers() {
        return lines.stream().map(Line::receiver).toList();
    }

    /** Has a message sent now, whatever came of it before; says whether there is such a message. */
    public boolean again(String id) {
        return deliveries.again(id, clock.instant()).join();
    }

    /**
     * Messages, the newest first.
     *
     * @param state only those in it; empty for all
     * @param before only older ones than this sequence
     */
    public List<WebhookDelivery> list(String state, long before, int limit) {
        return deliveries.list(state, before, limit);
    }

    /** How many messages to a receiver are in a state. */
    public long count(Receiver receiver, String state) {
        return deliveries.count(receiver.key(), state);
    }

    /** Sends what is due. What one receiver or the sweep meets holds up none of the others, nor the next look. */
    void look() {
        lines.forEach(
                line -> look("webhook " + line.receiver().number() + " are looked for again in a second", line::look));
        look("webhooks that have ended are forgotten later", this::sweep);
    }

    private static void look(String consequence, Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            // The database is away; that is said elsewhere, and looked at again in a second.
            LOG.debug("Messages to webhooks can't be read", e);
        } catch (RuntimeException | Error e) {
            LOG.warn("Messages to {}", consequence, e);
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (Duration.between(swept, now).compareTo(SWEEP_EVERY) >= 0) {
            swept = now;
            if (deliveries.forget(now.minus(KEPT), SWEEP).join() == SWEEP) {
                swept = Instant.EPOCH;
            }
        }
    }

    @Override
    public void start() {
        running = true;
        if (!lines.isEmpty()) {
            timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is under way is given up and sent again, by another process or at the next start. */
    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        lines.forEach(Line::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
