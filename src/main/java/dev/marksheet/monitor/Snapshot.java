package dev.marksheet.monitor;

import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.query.DatabaseFigures;
import dev.marksheet.session.Counts;
import dev.marksheet.session.ExamRun;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds, as monitoring sees it: looked at again when somebody scrapes, and never waited for long, as
 * the figures are wanted most when the database is in trouble. Safe for use by many threads at once.
 */
final class Snapshot {

    static final long FRESH = Duration.ofSeconds(5).toNanos();
    private static final long PATIENCE_MILLIS = 1000;
    private static final int MOST_GATES = 100;

    /** Reads the figures; may be slow or throw. */
    interface Source {
        Figures read();
    }

    /**
     * The figures at one time.
     *
     * @param calls open calls of all sessions
     * @param bytes size of the database
     * @param exams by judge model, the balanced accuracy in its latest completed exam
     * @param gates how many gates of the latest sessions say what
     */
    record Figures(Counts calls, long bytes, Map<String, Double> exams, Map<GateVerdict, Integer> gates) {

        Figures {
            exams = Map.copyOf(exams);
            gates = Map.copyOf(gates);
        }
    }

    /** A look: running, done or failed. */
    private record Look(long begunAt, Future<Figures> figures) {}

    private final Source source;
    private final ExecutorService thread;
    private final LongSupplier nanoTime;
    private @Nullable Look look;

    /** @param nanoTime a clock that never goes back */
    Snapshot(Source source, ExecutorService thread, LongSupplier nanoTime) {
        this.source = source;
        this.thread = thread;
        this.nanoTime = nanoTime;
    }

    static Source source(DatabaseFigures database, ExamReader exams, Gates gates) {
        return () -> {
            Map<String, Double> accuracy = new LinkedHashMap<>();
            for (ExamReader.Examined examined : exams.latest(null)) {
                ExamRun completed = examined.completed();
                if (completed != null && completed.result() != null) {
                    accuracy.putIfAbsent(
                            completed.judgeModel(), completed.result().total().balancedAccuracy());
                }
            }
            return new Figures(database.openCalls(), database.bytes(), accuracy, gates.verdicts(MOST_GATES));
        };
    }

    /** A figure as it is, or was a few seconds ago; NaN while the database does not tell. */
    double figure(ToDoubleFunction<Figures> which) {
        Figures now = figures();
        return now == null ? Double.NaN : which.applyAsDouble(now);
    }

    /** The figures; null while the database does not tell. */
    @Nullable
    Figures figures() {
        try {
            return look().figures().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private synchronized Look look() {
        long now = nanoTime.getAsLong();
        Look last = look;
        if (last == null || now - last.begunAt() >= FRESH && last.figures().isDone()) {
            last = new Look(now, thread.submit(source::read));
            look = last;
        }
        return last;
    }
}
