package dev.marksheet.job.again;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.OpenOrders;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionDeletedException;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.RescoreStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Scores the calls of sessions into other sessions: an order is kept until it is done, its calls are copied in their order
 * as far as there is room, each once, and a crash costs nothing. Of one order only so many calls wait at a time, so that
 * the queue stays free for those that clients send. Safe for use by many threads at once.
 */
public final class Rescorer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rescorer.class);

    /** So many calls of a session wait at most that were put there by an order. */
    static final int AHEAD = 500;

    private static final int CAPACITY_SHARE = 4;
    private static final int BATCH = 50;
    private static final long MOST_CHARACTERS = 4_000_000;
    private static final int ORDERS = 100;
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final RescoreStore orders;
    private final JobStore jobs;
    private final CallQueue queue;
    private final Clock clock;
    private final boolean manyNodes;
    private final int ahead;
    private final OpenOrders<RescoreStore.Open> open;

    /** @param manyNodes whether other processes may carry out the same orders */
    Rescorer(
            RescoreStore orders,
            JobStore jobs,
            CallQueue queue,
            JobProperties properties,
            Clock clock,
            boolean manyNodes) {
        this.orders = orders;
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
        this.manyNodes = manyNodes;
        this.ahead = Math.max(1, Math.min(AHEAD, properties.queueCapacity() / CAPACITY_SHARE));
        this.open = new OpenOrders<>(
                "rescore",
                () -> orders.open(ORDERS),
                this::goOn,
                manyNodes,
                "Orders to score sessions anew wait and are tried again");
    }

    /**
     * What an order is about.
     *
     * @param calls the calls that are meant
     * @param missing those that the other session does not hold yet
     */
    public record Ordered(long calls, long missing) {}

    /**
     * Takes an order. When this returns it is durable and will be carried out, whatever happens to this process.
     *
     * @return what it is about; nothing was kept where that is no call
     * @throws OtherRescoreException if calls of the source are in that session already, scored in another way
     */
    public Ordered order(RescoreOrder order) {
        RescoreStore.Extent extent = extent(order);
        if (extent.chosen() > 0) {
            Futures.join(orders.place(order, extent.last(), clock.instant()));
            open.look();
        }
        return new Ordered(extent.chosen(), extent.missing());
    }

    /**
     * What an order would be about; nothing is kept.
     *
     * @throws OtherRescoreException as above
     */
    public Ordered look(RescoreOrder order) {
        RescoreStore.Extent extent = extent(order);
        return new Ordered(extent.chosen(), extent.missing());
    }

    /** Some of the calls that an order would add, as they would be scored, evenly spread. */
    List<ScoreRequest> sample(RescoreOrder order, int most) {
        long last = orders.extent(order).last();
        List<ScoreRequest> sample = new ArrayList<>();
        long after = 0;
        for (int i = 0; i < most; i++) {
            long from = Math.max(after, last * i / most);
            List<RescoreStore.Source> next = orders.next(new RescoreStore.Open(order, "", from, last), 1);
            if (next.isEmpty()) {
                break;
            }
            after = next.get(0).sequence();
            jobs.request(next.get(0).job())
                    .ifPresent(call -> sample.add(order.anew(next.get(0).job(), call)));
        }
        return sample;
    }

    /** The jobs of a run that names stand for: a job's own id, or the client's id of a row. Names of none are left out. */
    public Map<String, List<String>> named(RunId run, List<String> names) {
        return orders.named(run, names);
    }

    private RescoreStore.Extent extent(RescoreOrder order) {
        Optional<RescoreOrder.Changes> earlier = orders.earlier(order);
        if (earlier.isPresent() && !earlier.get().equals(order.changes())) {
            throw new OtherRescoreException(order.into());
        }
        return orders.extent(order);
    }

    /** Whether calls were copied. */
    private boolean goOn(RescoreStore.Open order) {
        long room = ahead - orders.queued(order.order().run());
        boolean hasSource = orders.hasSource(order);
        if (room <= 0 && hasSource) {
            return false;
        }
        Instant now = clock.instant();
        Optional<RescoreStore.Open> mine = orders.claim(order, now, manyNodes ? now.plus(LEASE) : now);
        if (mine.isEmpty()) {
            return false;
        }
        try {
            return hasSource ? copy(mine.get(), (int) Math.min(BATCH, room)) : endWithoutSource(mine.get());
        } catch (JobQueueFullException e) {
            Futures.join(orders.release(mine.get()));
            return false;
        } catch (RescoreStore.OrderGoneException | SessionDeletedException e) {
            LOG.info(
                    "Nothing more is scored into {}: it was deleted",
                    order.order().run().value());
            return false;
        }
    }

    /** Also while there is no room: nothing is to be waited for. */
    private boolean endWithoutSource(RescoreStore.Open order) {
        Futures.join(orders.endWithoutSource(order));
        LOG.info(
                "Nothing more of {} is scored into {}: it was deleted",
                order.order().source().value(),
                order.order().run().value());
        return false;
    }

    private boolean copy(RescoreStore.Open order, int limit) {
        List<RescoreStore.Source> next = orders.next(order, limit);
        if (next.isEmpty()) {
            Futures.join(orders.end(order));
            return false;
        }
        List<ScoreRequest> requests = new ArrayList<>();
        long characters = 0;
        long after = order.after();
        for (RescoreStore.Source source : next) {
            characters += source.length();
            if (characters > MOST_CHARACTERS && !requests.isEmpty()) {
                break;
            }
            after = source.sequence();
            jobs.request(source.job())
                    .ifPresent(call -> requests.add(order.order().anew(source.job(), call)));
        }
        long reached = after;
        queue.acceptAll(requests, () -> orders.advance(order, reached));
        return true;
    }

    /** Goes on with the orders that a stop or a crash has left. */
    @Override
    public void start() {
        open.start();
    }

    @Override
    public void stop() {
        open.stop();
    }

    @Override
    public boolean isRunning() {
        return open.isOpen();
    }

    /** Calls are accepted once those that were left open are taken up. */
    @Override
    public int getPhase() {
        return SessionScoreJobManager.PHASE + 1;
    }
}
