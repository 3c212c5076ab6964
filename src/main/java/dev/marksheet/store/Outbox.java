package dev.marksheet.store;

import dev.marksheet.session.Counts;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.session.Usage;
import dev.marksheet.store.database.Writes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What other programs are to be told, written in the same transaction as what has happened, so that neither comes without
 * the other. Costs nothing while nobody has subscribed. Safe for use by many threads at once.
 */
@Repository
public class Outbox {

    /** A session has no open call any more. */
    public static final String SESSION_IDLE = "session.idle";

    /** A session's gate says PASS where it did not before. */
    public static final String GATE_PASSED = "gate.passed";

    /** A session's gate says FAIL where it did not before. */
    public static final String GATE_FAILED = "gate.failed";

    /** Calls wait for the judge's endpoint. */
    public static final String JUDGE_UNREACHABLE = "judge.unreachable";

    /** A session has spent its budget, and its calls are held. */
    public static final String BUDGET_REACHED = "budget.reached";

    /** All that can be subscribed to. */
    public static final Set<String> EVENTS =
            Set.of(SESSION_IDLE, GATE_PASSED, GATE_FAILED, JUDGE_UNREACHABLE, BUDGET_REACHED);

    /** So long a message is tried. */
    public static final Duration TRIED_FOR = Duration.ofHours(24);

    /** All nodes notice an outage; they tell of it once. */
    private static final Duration SAME_OUTAGE = Duration.ofMinutes(10);

    private static final int PLACES = 4;

    private final JdbcClient jdbc;
    private final Writes writes;
    private final Clock clock;
    private volatile List<Subscriber> subscribers = List.of();

    Outbox(JdbcClient jdbc, Writes writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /**
     * Who is to be told.
     *
     * @param receiver its key in the database
     * @param events what it wants to know
     * @param quiet how long a session has had no open call before it counts as idle
     */
    public record Subscriber(String receiver, Set<String> events, Duration quiet) {

        public Subscriber {
            events = Set.copyOf(events);
        }
    }

    /** Sets who is told from now on. */
    public void subscribe(List<Subscriber> all) {
        subscribers = List.copyOf(all);
    }

    /** Whether anybody wants to know of an event: what is to be told may be dear to find out. */
    public boolean isWanted(String event) {
        return subscribers.stream().anyMatch(subscriber -> subscriber.events().contains(event));
    }

    /**
     * Tells of an event. Belongs into the transaction of the change that is the event.
     *
     * @param run the run that it is about; messages about one arrive in order. Null for none
     * @param data what to tell, as JSON will show it
     */
    public void add(String event, @Nullable RunId run, Map<String, ?> data) {
        Instant now = clock.instant();
        for (Subscriber subscriber : subscribers) {
            if (subscriber.events().contains(event)) {
                insert(subscriber, event, run, data, now, now);
            }
        }
    }

    /** The same in a transaction of its own, for what no change in the database causes. */
    public CompletableFuture<Void> tell(String event, @Nullable RunId run, Map<String, ?> data) {
        return writes.submit(() -> {
            add(event, run, data);
            return null;
        });
    }

    /** Tells that calls wait for the judge, unless another node has told so just now. */
    public CompletableFuture<Void> judgeIsUnreachable(Map<String, ?> data) {
        return writes.submit(() -> {
            Instant now = clock.instant();
            for (Subscriber subscriber : subscribers) {
                if (subscriber.events().contains(JUDGE_UNREACHABLE) && !told(subscriber, now)) {
                    insert(subscriber, JUDGE_UNREACHABLE, null, data, now, now);
                }
            }
            return null;
        });
    }

    private boolean told(Subscriber subscriber, Instant now) {
        return jdbc.sql("select count(*) from webhook_delivery where receiver = :receiver and event = :event"
                                + " and created_at > :since")
                        .param("receiver", subscriber.receiver())
                        .param("event", JUDGE_UNREACHABLE)
                        .param("since", now.minus(SAME_OUTAGE).toEpochMilli())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** To be called by whoever has ended calls, in the same transaction. */
    void callsEnded(RunId run) {
        gateIsDue(run);
        tellIfIdle(run);
    }

    /**
     * Tells that a session is idle, if it is. One that was to be told and has not been is replaced, so that a session whose
     * calls come one by one is told of once.
     */
    private void tellIfIdle(RunId run) {
        if (!isWanted(SESSION_IDLE)) {
            return;
        }
        idle(run).ifPresent(data -> {
            Instant now = clock.instant();
            for (Subscriber subscriber : subscribers) {
                if (subscriber.events().contains(SESSION_IDLE)) {
                    withdraw(subscriber, run, now);
                    insert(subscriber, SESSION_IDLE, run, data, now, now.plus(subscriber.quiet()));
                }
            }
        });
    }

    /** Tells that a session's budget is reached, if it is by this cost: to be called in the transaction that adds it. */
    void spent(RunId run, double cost) {
        if (cost <= 0 || !isWanted(BUDGET_REACHED)) {
            return;
        }
        jdbc.sql("select session_id, budget, spent from session where run_id = :run and " + SettingsStore.SPENT
                        + " and spent - :cost < budget * " + SessionSettings.NEARLY)
                .param("run", run.value())
                .param("cost", cost)
                .query((row, n) -> Map.<String, Object>of(
                        "session_id", row.getString("session_id"),
                        "run_id", run.value(),
                        "budget", row.getDouble("budget"),
                        "spent", Usage.money(row.getDouble("spent"))))
                .optional()
                .ifPresent(data -> add(BUDGET_REACHED, run, data));
    }

    /** Notes that a session's gate is to be looked at, if it has one and somebody wants to know. */
    private void gateIsDue(RunId run) {
        if (isGateWanted()) {
            jdbc.sql("update session set gate_due = :now where run_id = :run and gate is not null and gate_due is null")
                    .param("now", clock.instant().toEpochMilli())
                    .param("run", run.value())
                    .update();
        }
    }

    /** Notes that a session has another gate than before: its verdict is a new one. Belongs into that transaction. */
    void gateIsChanged(RunId run) {
        jdbc.sql("update session set gate_told = null, gate_due = null where run_id = :run")
                .param("run", run.value())
                .update();
        gateIsDue(run);
    }

    /** Whether anybody wants to know of the turns of gates. */
    public boolean isGateWanted() {
        return isWanted(GATE_PASSED) || isWanted(GATE_FAILED);
    }

    private void withdraw(Subscriber subscriber, RunId run, Instant now) {
        jdbc.sql("delete from webhook_delivery where receiver = :receiver and run_id = :run and state = 'pending'"
                        + " and event = :event and attempts = 0 and next_at > :now")
                .param("receiver", subscriber.receiver())
                .param("run", run.value())
                .param("event", SESSION_IDLE)
                .param("now", now.toEpochMilli())
                .update();
    }

    private Optional<Map<String, Object>> idle(RunId run) {
        return jdbc.sql("select session_id, " + Mapping.COUNTERS + " from session where run_id = :run")
                .param("run", run.value())
                .query((row, n) -> Map.entry(row.getString("session_id"), Mapping.counts(row)))
                .optional()
                .filter(session -> session.getValue().open() == 0)
                .map(session -> figures(run, session.getKey(), session.getValue()));
    }

    private Map<String, Object> figures(RunId run, String session, Counts counts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("session_id", session);
        data.put("run_id", run.value());
        Map<String, Long> byStatus = new LinkedHashMap<>();
        counts.byStatus().forEach((status, count) -> byStatus.put(status.wireName(), count));
        data.put("status_counts", byStatus);
        Map<String, @Nullable Double> means = new LinkedHashMap<>();
        jdbc.sql("select metric, scored, mean from metric_stat where run_id = :run order by position")
                .param("run", run.value())
                .query(row -> {
                    boolean scored = row.getLong("scored") > 0;
                    means.put(row.getString("metric"), scored ? rounded(row.getDouble("mean")) : null);
                });
        data.put("metric_means", means);
        return data;
    }

    private static double rounded(double mean) {
        return BigDecimal.valueOf(mean).setScale(PLACES, RoundingMode.HALF_EVEN).doubleValue();
    }

    private void insert(
            Subscriber subscriber, String event, @Nullable RunId run, Map<String, ?> data, Instant now, Instant due) {
        jdbc.sql("""
                        insert into webhook_delivery
                            (delivery_id, receiver, event, run_id, data, state, created_at, tried_until, next_at)
                        values (:id, :receiver, :event, :run, :data, 'pending', :now, :until, :due)
                        """)
                .param("id", "msg_" + UUID.randomUUID().toString().replace("-", ""))
                .param("receiver", subscriber.receiver())
                .param("event", event)
                .param("run", run == null ? "" : run.value())
                .param("data", Json.write(data))
                .param("now", now.toEpochMilli())
                .param("until", due.plus(TRIED_FOR).toEpochMilli())
                .param("due", due.toEpochMilli())
                .update();
    }
}
