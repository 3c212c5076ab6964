package dev.marksheet.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How long a gate takes over a long session, and how soon those who wait are told. */
final class GateBench {

    private static final String PATH = "/api/score/sessions/gated/gate?exact_match=";
    private static final int TIMES = 20;
    private static final int WAITING = 200;

    /** So near to what all calls score that every call counts for the evidence. */
    private static final String UNDECIDED = "0.00001";

    private final Bench bench;

    GateBench(Bench bench) {
        this.bench = bench;
    }

    void measure() {
        int calls = bench.settings().pick(100_000, 10_000);
        try (Service service = bench.service("gate", Bench.USUAL)) {
            new Load(service).scored("gated", calls, Load.NO_JUDGE);
        }
        try (Service service = bench.service("gate", Bench.USUAL)) {
            ask(service, calls);
            waitForAVerdict(service);
        }
    }

    private void ask(Service service, int calls) {
        String over = " over %,d calls".formatted(calls);
        try (HttpConnection connection = service.connect()) {
            double first = milliseconds(connection, PATH + UNDECIDED);
            double[] afresh = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                afresh[i] = milliseconds(connection, PATH + UNDECIDED + (i + 1));
            }
            Arrays.sort(afresh);
            String beside = String.format(
                    Locale.ROOT, "%.0f ms at most, %.0f ms the first after a start", afresh[TIMES - 1], first);
            bench.table().atMost("Gate asked afresh" + over + ", median", 300, afresh[TIMES / 2], " ms", beside);
        }
        Load.Times again = new Load(service)
                .poll(200, connection -> connection.get(PATH + UNDECIDED).status());
        bench.table().atMost("Gate asked again" + over + ", p99", 20, again.p99Ms(), " ms", "");
    }

    private static double milliseconds(HttpConnection connection, String path) {
        long start = System.nanoTime();
        HttpConnection.Response response = connection.get(path);
        if (response.status() != 200 || !response.body().contains("UNDECIDED")) {
            throw new IllegalStateException("an undecided gate was expected, not " + response);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** From the last call's acceptance to the last answer. */
    private void waitForAVerdict(Service service) {
        Load load = new Load(service);
        load.scored("awaited", 1, Load.NO_JUDGE);
        ExecutorService threads = Executors.newFixedThreadPool(WAITING);
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> isDecided(service), threads));
        }
        Pause.milliseconds(5000);
        load.submit(11, 1, i -> Load.call("awaited", i, Load.NO_JUDGE));
        long start = System.nanoTime();
        long decided = answers.stream().filter(CompletableFuture::join).count();
        double seconds = (System.nanoTime() - start) / 1e9;
        threads.shutdown();
        bench.table()
                .atMost(
                        "Until the last of %d that wait is told".formatted(WAITING),
                        3,
                        seconds,
                        " s",
                        decided + " told a verdict");
    }

    private static boolean isDecided(Service service) {
        try (HttpConnection connection = service.connect()) {
            return connection
                    .get("/api/score/sessions/awaited/gate?exact_match=0.5&wait=120")
                    .body()
                    .contains("\"FAIL\"");
        }
    }
}
