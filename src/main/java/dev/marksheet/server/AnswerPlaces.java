package dev.marksheet.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the large answers that are being sent, in all and to each client address. Safe for use by many threads at once. */
final class AnswerPlaces {

    private final int all;
    private final int perClient;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> byClient = new ConcurrentHashMap<>();

    AnswerPlaces(int all, int perClient) {
        this.all = all;
        this.perClient = Math.min(all, perClient);
    }

    /** A place for one answer to this client, not taken yet. */
    Place of(String client) {
        return new Place(client);
    }

    final class Place {

        private final String client;
        private final AtomicBoolean held = new AtomicBoolean();

        private Place(String client) {
            this.client = client;
        }

        /** Whether the place is held now; it is not when too many others are. */
        boolean take() {
            if (held.get()) {
                return true;
            }
            if (taken.incrementAndGet() > all) {
                taken.decrementAndGet();
                return false;
            }
            if (byClient.merge(client, 1, Integer::sum) > perClient) {
                release();
                return false;
            }
            held.set(true);
            return true;
        }

        void leave() {
            if (held.compareAndSet(true, false)) {
                release();
            }
        }

        private void release() {
            taken.decrementAndGet();
            byClient.computeIfPresent(client, (address, n) -> n > 1 ? n - 1 : null);
        }
    }
}
