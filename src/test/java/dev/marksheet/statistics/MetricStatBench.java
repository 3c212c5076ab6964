package dev.marksheet.statistics;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What counting one more score costs, and reading the figures: the same however many were counted before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class MetricStatBench {

    @Param({"10", "100000"})
    public int counted;

    private MetricStat stat = MetricStat.EMPTY;

    @Setup
    public void count() {
        Random random = new Random(1);
        for (int i = 0; i < counted; i++) {
            stat = stat.plus(random.nextDouble());
        }
    }

    @Benchmark
    public MetricStat plus() {
        return stat.plus(0.7);
    }

    @Benchmark
    public MetricStat.@Nullable Interval interval() {
        return stat.interval(0, 1);
    }
}
