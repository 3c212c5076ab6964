package dev.marksheet.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Writes no message; remembers who is to be told and what of the judge. */
@SuppressWarnings("NullAway")
public final class FakeOutbox extends Outbox {

    private final List<Subscriber> subscribed = new ArrayList<>();
    private final List<Map<String, ?>> outages = new ArrayList<>();

    public FakeOutbox() {
        super(null, null, Clock.systemUTC());
    }

    /** One who wants to know of these. */
    public FakeOutbox wanting(String... events) {
        subscribe(List.of(new Subscriber("key", Set.of(events), Duration.ZERO)));
        return this;
    }

    public List<Subscriber> subscribed() {
        return subscribed;
    }

    /** What was told of the judge. */
    public List<Map<String, ?>> outages() {
        return outages;
    }

    @Override
    public void subscribe(List<Subscriber> all) {
        subscribed.clear();
        subscribed.addAll(all);
        super.subscribe(all);
    }

    @Override
    public CompletableFuture<Void> judgeIsUnreachable(Map<String, ?> data) {
        outages.add(data);
        return CompletableFuture.completedFuture(null);
    }
}
