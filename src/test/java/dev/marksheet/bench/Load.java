package dev.marksheet.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/** Sends calls to a service and waits for their ends. */
final class Load {

    static final String SIX = "[]";
    static final String ONE = "[\"context_recall\"]";
    static final String NO_JUDGE = "[\"exact_match\"]";

    private static final int OFTEN = 10;

    private final Service service;
    private final int pollMilliseconds;

    Load(Service service) {
        this(service, OFTEN);
    }

    /** @param pollMilliseconds the pause between two looks at how far calls are; each look is work for the service */
    Load(Service service, int pollMilliseconds) {
        this.service = service;
        this.pollMilliseconds = pollMilliseconds;
    }

    /** Times of many like requests. */
    record Times(double perSecond, double medianMs, double p99Ms) {

        static Times of(long[] nanos, double seconds) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return new Times(
                    nanos.length / seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.99) - 1)] / 1e6);
        }
    }

    /** A call to mark, of the size of a usual one: three passages, about 1,200 characters. */
    static String call(String session, int number, String metrics) {
        String passage =
                "The old bridge over the river was opened in 1894 after eight years of work. A storm had delayed"
                        + " it, and the steel came late from the other coast. Its three arches carry trams, carts and people,"
                        + " and since 1952 the road to the harbour. It was closed for a year in 1987 to be painted again. ";
        return "{\"session_id\":\"" + session + "\",\"question\":\"When was bridge number " + number
                + " opened, and how long did it take?\",\"answer\":\"The bridge opened in 1894. It took eight years to"
                + " build. It spans the river.\",\"contexts\":[\"" + passage + "\",\"" + passage.substring(96) + "\",\""
                + passage.substring(190) + "\"],\"ground_truth\":\"It opened in 1894 after eight years.\",\"metrics\":"
                + metrics + "}";
    }

    /** Posts calls from several connections, one after the other on each, and tells how long each took to be accepted. */
    Times submit(int calls, int connections, IntFunction<String> body) {
        return repeat(calls, connections, connection -> i -> accept(connection, body.apply(i)));
    }

    private static void accept(HttpConnection connection, String body) {
        HttpConnection.Response response;
        while ((response = connection.post("/api/score/session_async", body)).status() == 429) {
            Pause.milliseconds(20);
        }
        if (response.status() != 202) {
            throw new IllegalStateException("not accepted: " + response);
        }
    }

    /** Gets the same path over and over. */
    Times poll(int times, ToLongFunction<HttpConnection> request) {
        return repeat(times, 1, connection -> i -> request.applyAsLong(connection));
    }

    private interface Step {
        void run(int number);
    }

    private interface Steps {
        Step on(HttpConnection connection);
    }

    private Times repeat(int count, int connections, Steps steps) {
        long[] nanos = new long[count];
        AtomicInteger next = new AtomicInteger();
        Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < connections; c++) {
            Thread thread = new Thread(() -> repeat(nanos, next, steps));
            thread.setUncaughtExceptionHandler((t, fault) -> faults.add(fault));
            thread.start();
            threads.add(thread);
        }
        threads.forEach(Load::join);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the load broke off", faults.peek());
        }
        return Times.of(nanos, (System.nanoTime() - start) / 1e9);
    }

    private void repeat(long[] nanos, AtomicInteger next, Steps steps) {
        try (HttpConnection connection = service.connect()) {
            Step step = steps.on(connection);
            for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                long begin = System.nanoTime();
                step.run(i);
                nanos[i] = System.nanoTime() - begin;
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a session has this many completed calls. */
    void awaitCompleted(String session, long calls) {
        try (HttpConnection connection = service.connect()) {
            while (completed(connection, session) < calls) {
                Pause.milliseconds(pollMilliseconds);
            }
        }
    }

    static long completed(HttpConnection connection, String session) {
        return connection.get("/api/score/sessions/" + session + "?jobs=none").number("completed");
    }

    /**
     * Sends calls to one session and waits until they have ended.
     *
     * @return calls per second from the first post to the last end
     */
    double scored(String session, int calls, String metrics) {
        long before = known(session);
        long start = System.nanoTime();
        submit(calls, 8, i -> call(session, (int) before + i, metrics));
        awaitCompleted(session, before + calls);
        return calls / ((System.nanoTime() - start) / 1e9);
    }

    private long known(String session) {
        try (HttpConnection connection = service.connect()) {
            HttpConnection.Response response = connection.get("/api/score/sessions/" + session + "?jobs=none");
            return response.status() == 404 ? 0 : response.number("completed");
        }
    }

    /** Milliseconds from the post of one call to its end. */
    double turnaround(String session, int number) {
        try (HttpConnection connection = service.connect()) {
            long start = System.nanoTime();
            String url = connection
                    .post("/api/score/session_async", call(session, number, SIX))
                    .text("job_url");
            while (!connection.get(url).text("status").equals("completed")) {
                Pause.milliseconds(5);
            }
            return (System.nanoTime() - start) / 1e6;
        }
    }
}
