package dev.marksheet.job.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Calls that wait for the judge's endpoint. Safe for use by many threads at once. */
final class ParkedCalls {

    private final List<Waiting> calls = new ArrayList<>();

    synchronized void add(Waiting call) {
        calls.add(call);
    }

    synchronized int size() {
        return calls.size();
    }

    /** Lets those go that are meant. */
    synchronized void remove(Predicate<Waiting> meant) {
        calls.removeIf(meant);
    }

    /** All of them, which wait no longer. */
    synchronized List<Waiting> release() {
        List<Waiting> released = List.copyOf(calls);
        calls.clear();
        return released;
    }
}
