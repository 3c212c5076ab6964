package dev.marksheet.job;

import java.util.ArrayList;
import java.util.List;

/** Calls that wait for the judge's endpoint. Safe for use by many threads at once. */
final class ParkedCalls {

    private final List<Waiting> calls = new ArrayList<>();

    synchronized void add(Waiting call) {
        calls.add(call);
    }

    synchronized int size() {
        return calls.size();
    }

    /** All of them, which wait no longer. */
    synchronized List<Waiting> release() {
        List<Waiting> released = List.copyOf(calls);
        calls.clear();
        return released;
    }
}
