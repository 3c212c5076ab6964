package dev.marksheet.bench;

import java.io.File;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it costs others when calls are cancelled and a long session is deleted, and what it gives back. */
final class RemovalBench {

    private static final int CONNECTIONS = 4;
    private static final int QUEUED = 5000;

    private static final Pattern LONGEST = Pattern.compile("Nothing is left of .* took (\\d+) ms");

    private final Bench bench;

    RemovalBench(Bench bench) {
        this.bench = bench;
    }

    void measure() {
        try (Service service = bench.service("removal", Bench.USUAL)) {
            Load load = new Load(service);
            cancel(service, load);
            delete(service, load);
        }
    }

    private void cancel(Service service, Load load) {
        bench.judge().shut();
        load.submit(QUEUED, 16, i -> Load.call("unwanted", i, Load.ONE));
        long start = System.nanoTime();
        long cancelled;
        try (HttpConnection connection = service.connect()) {
            cancelled =
                    connection.post("/api/score/sessions/unwanted/cancel", "").number("cancelled");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long arrived = bench.judge().arrived();
        bench.judge().open();
        load.scored("after", 100, Load.NO_JUDGE);
        Pause.milliseconds(2000);
        String detail = "%,d of %,d".formatted(cancelled, QUEUED);
        bench.table().atMost("Cancelling " + detail + " open calls", 2, seconds, " s", detail);
        bench.table()
                .atMost(
                        "Judge requests of theirs afterwards",
                        0,
                        bench.judge().arrived() - arrived,
                        "",
                        arrived + " before");
    }

    private void delete(Service service, Load load) {
        int calls = bench.settings().pick(100_000, 10_000);
        load.scored("long", calls, Load.NO_JUDGE);
        Load.Times quiet = load.submit(QUEUED, CONNECTIONS, i -> Load.call("others", i, Load.NO_JUDGE));
        load.awaitCompleted("others", QUEUED);
        measureDeletion(service, load, " a session of %,d is deleted".formatted(calls), quiet);
    }

    private void measureDeletion(Service service, Load load, String of, Load.Times quiet) {
        long bytes = databaseBytes();
        double memory = service.residentMemory();
        CompletableFuture<Double> anew = CompletableFuture.supplyAsync(() -> deleteUntilAnew(service));
        Load.Times busy = load.submit(QUEUED, CONNECTIONS, i -> Load.call("others", i, Load.NO_JUDGE));
        String seconds = beside(", its id takes calls again after %.1f s", anew.join());
        double grown = service.residentMemory() - memory;
        Table table = bench.table();
        table.atMost(
                "Accepting while" + of + ", p99",
                50,
                busy.p99Ms(),
                " ms",
                beside("%.1f ms without", quiet.p99Ms()) + beside(", ratio %.2f", busy.p99Ms() / quiet.p99Ms()));
        table.atMost("Growth of memory while" + of, 30, grown, " MB", beside("%.0f MB before", memory));
        awaitDisk(bytes / 2);
        table.atMost(
                "Database afterwards ÷ before",
                0.5,
                (double) databaseBytes() / bytes,
                "",
                beside("%.0f MB before", bytes / 1e6) + seconds + longestStep(service));
    }

    /** Of the removal, with its wait for others: the service says it. */
    private static String longestStep(Service service) {
        Matcher said = LONGEST.matcher(service.log());
        return said.find() ? ", longest step " + said.group(1) + " ms" : "";
    }

    private static String beside(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }

    /** Seconds until a call with the deleted session's id is taken again. */
    private static double deleteUntilAnew(Service service) {
        long start = System.nanoTime();
        try (HttpConnection connection = service.connect()) {
            int status = connection.delete("/api/score/sessions/long").status();
            if (status != 204) {
                throw new IllegalStateException("not deleted: " + status);
            }
        }
        while (!isTaken(service)) {
            Pause.milliseconds(200);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** On a connection of its own: the server ends one on which it has answered 503. */
    private static boolean isTaken(Service service) {
        try (HttpConnection connection = service.connect()) {
            String call = Load.call("long", 1, Load.NO_JUDGE);
            return connection.post("/api/score/session_async", call).status() == 202;
        }
    }

    private void awaitDisk(long goal) {
        for (int i = 0; i < 600 && databaseBytes() > goal; i++) {
            Pause.milliseconds(100);
        }
    }

    private long databaseBytes() {
        File[] files = bench.folder().resolve("removal").toFile().listFiles();
        return files == null
                ? 0
                : Arrays.stream(files)
                        .filter(file -> file.getName().equals("marksheet.db"))
                        .mapToLong(File::length)
                        .sum();
    }
}
