package dev.marksheet.job.queue;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue that serves its lanes in turn, one item each, so that a lane with ten thousand items does not delay the first
 * item of another. Within a lane, first in is first out. Safe for use by many threads at once.
 */
final class FairQueue<K, T> {

    private final Map<K, ArrayDeque<T>> lanes = new LinkedHashMap<>();
    private final Map<K, ArrayDeque<T>> held = new HashMap<>();
    private final ArrayDeque<T> first = new ArrayDeque<>();
    private int size;
    private int heldSize;

    synchronized void add(K lane, T item) {
        lane(lane).add(item);
    }

    /** Where the lane's next item goes; it is counted already. */
    private ArrayDeque<T> lane(K lane) {
        ArrayDeque<T> aside = held.get(lane);
        if (aside != null) {
            heldSize++;
            return aside;
        }
        size++;
        return lanes.computeIfAbsent(lane, k -> new ArrayDeque<>(2));
    }

    /** Sets a lane aside: nothing of it is handed out, whatever comes; false if it was so already. */
    synchronized boolean hold(K lane) {
        if (held.containsKey(lane)) {
            return false;
        }
        ArrayDeque<T> items = lanes.remove(lane);
        held.put(lane, items == null ? new ArrayDeque<>(2) : items);
        int moved = items == null ? 0 : items.size();
        size -= moved;
        heldSize += moved;
        return true;
    }

    /** Lets a lane that was set aside take its turns again. */
    synchronized void release(K lane) {
        ArrayDeque<T> items = held.remove(lane);
        if (items != null && !items.isEmpty()) {
            heldSize -= items.size();
            size += items.size();
            lanes.put(lane, items);
        }
    }

    synchronized boolean isHeld(K lane) {
        return held.containsKey(lane);
    }

    /** How many items stand aside. */
    synchronized int heldSize() {
        return heldSize;
    }

    /** Puts an item back whose turn had come: it is the next one of its lane. */
    synchronized void putBack(K lane, T item) {
        lane(lane).addFirst(item);
    }

    /** Puts an item before those of all lanes: it holds what others wait for. */
    synchronized void putFirst(T item) {
        first.add(item);
        size++;
    }

    /** The next item, or null when there is none. */
    synchronized @Nullable T poll() {
        if (!first.isEmpty()) {
            size--;
            return first.remove();
        }
        Iterator<Map.Entry<K, ArrayDeque<T>>> turns = lanes.entrySet().iterator();
        if (!turns.hasNext()) {
            return null;
        }
        Map.Entry<K, ArrayDeque<T>> turn = turns.next();
        K lane = turn.getKey();
        ArrayDeque<T> items = turn.getValue();
        turns.remove();
        T item = items.remove();
        if (!items.isEmpty()) {
            lanes.put(lane, items);
        }
        size--;
        return item;
    }

    /** Lets items of a lane go. */
    synchronized void remove(K lane, Predicate<T> meant) {
        ArrayDeque<T> items = lanes.get(lane);
        ArrayDeque<T> aside = held.get(lane);
        if (items != null) {
            size -= removed(items, meant);
            if (items.isEmpty()) {
                lanes.remove(lane);
            }
        }
        if (aside != null) {
            heldSize -= removed(aside, meant);
        }
    }

    private static <T> int removed(ArrayDeque<T> items, Predicate<T> meant) {
        int before = items.size();
        items.removeIf(meant);
        return before - items.size();
    }

    /** How many items wait for their turn; those that stand aside don't. */
    synchronized int size() {
        return size;
    }
}
