package dev.marksheet.webhook;

import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.store.Deliveries;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one receiver gets from this process: few messages at a time, of different runs. */
final class Line implements AutoCloseable {

    /** So many of its messages are under way at a time. */
    private static final int MOST_AT_ONCE = 4;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final Receiver receiver;
    private final String publicUrl;
    private final Deliveries deliveries;
    private final Post post;
    private final Clock clock;
    private final ExecutorService threads;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile boolean misses;

    /** The way out. */
    @FunctionalInterface
    interface Post {

        /** Sends a message, once. */
        Sender.Outcome send(Message message, Duration timeout) throws InterruptedException;
    }

    Line(Receiver receiver, String publicUrl, Deliveries deliveries, Post post, Clock clock) {
        this(
                receiver,
                publicUrl,
                deliveries,
                post,
                clock,
                Workers.waiting("webhook-" + receiver.number(), MOST_AT_ONCE));
    }

    Line(Receiver receiver, String publicUrl, Deliveries deliveries, Post post, Clock clock, ExecutorService threads) {
        this.receiver = receiver;
        this.publicUrl = publicUrl;
        this.deliveries = deliveries;
        this.post = post;
        this.clock = clock;
        this.threads = threads;
    }

    Receiver receiver() {
        return receiver;
    }

    /** Sends what is due, as far as there are places. */
    void look() {
        Instant now = clock.instant();
        if (places.availablePermits() == 0 || !deliveries.isDue(receiver.key(), now)) {
            return;
        }
        int free = places.drainPermits();
        int taken = 0;
        try {
            List<WebhookDelivery> due = free == 0
                    ? List.of()
                    : deliveries
                            .claim(receiver.key(), now, receiver.timeout().plus(BEYOND_TIMEOUT), free)
                            .join();
            for (WebhookDelivery delivery : due) {
                taken++;
                execute(delivery);
            }
        } finally {
            places.release(free - taken);
        }
    }

    private void execute(WebhookDelivery delivery) {
        try {
            threads.execute(() -> {
                try {
                    send(delivery);
                } catch (RuntimeException e) {
                    // It is in hand until the lease ends, and then sent again.
                    LOG.warn("What came of message {} to {} is not kept", delivery.id(), receiver.host(), e);
                } finally {
                    places.release();
                }
                goOn();
            });
        } catch (RejectedExecutionException e) {
            places.release();
        } catch (Error e) {
            // There is no thread for it: it is in hand until the lease ends, its place is not.
            places.release();
            throw e;
        }
    }

    /** The next one of the same run must not wait for the next look. */
    private void goOn() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.debug("The next message is looked for in a second", e);
        }
    }

    private void send(WebhookDelivery delivery) {
        try {
            Message message = Message.of(delivery, receiver, publicUrl, clock.instant());
            note(delivery, post.send(message, receiver.timeout()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(WebhookDelivery delivery, Sender.Outcome outcome) {
        Instant now = clock.instant();
        String fault = outcome.fault();
        say(fault);
        if (fault == null) {
            deliveries.delivered(delivery.id(), outcome.status(), now).join();
            return;
        }
        Instant next = now.plus(pause(delivery.attempts(), outcome.retryAfter()));
        if (outcome.gone() || next.isAfter(delivery.triedUntil())) {
            LOG.warn("Message {} to {} is given up: {}", delivery.id(), receiver.host(), fault);
            deliveries.failed(delivery.id(), outcome.status(), fault, now).join();
        } else {
            deliveries.missed(delivery.id(), outcome.status(), fault, next).join();
        }
    }

    /** Each change once: a receiver that is down must not fill the log. */
    private void say(@Nullable String fault) {
        if (fault != null && !misses) {
            LOG.warn(
                    "Webhook {} at {} takes no message ({}); they are tried again for a day",
                    receiver.number(),
                    receiver.host(),
                    fault);
        } else if (fault == null && misses) {
            LOG.info("Webhook {} at {} takes messages again", receiver.number(), receiver.host());
        }
        misses = fault != null;
    }

    /**
     * Doubles with every attempt, up to an hour, by a fifth more or less so that many that were missed together don't come
     * together.
     *
     * @param attempts that were made
     * @param asked what the receiver asks for; obeyed up to an hour
     */
    static Duration pause(int attempts, @Nullable Duration asked) {
        if (asked != null && asked.compareTo(FIRST_PAUSE) > 0) {
            return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
        }
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, attempts - 1)));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return Duration.ofMillis(
                (long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
