package dev.marksheet.job;

import java.util.ArrayDeque;
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
    private final ArrayDeque<T> first = new ArrayDeque<>();
    private int size;

    synchronized void add(K lane, T item) {
        lanes.computeIfAbsent(lane, k -> new ArrayDeque<>(2)).add(item);
        size++;
    }

    /** Puts an item back whose turn had come: it is the next one of its lane. */
    synchronized void putBack(K lane, T item) {
        lanes.computeIfAbsent(lane, k -> new ArrayDeque<>(2)).addFirst(item);
        size++;
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
        if (items == null) {
            return;
        }
        int before = items.size();
        items.removeIf(meant);
        size -= before - items.size();
        if (items.isEmpty()) {
            lanes.remove(lane);
        }
    }

    synchronized int size() {
        return size;
    }
}
