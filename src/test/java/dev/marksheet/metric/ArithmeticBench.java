package dev.marksheet.metric;

import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Vectors;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the metrics' arithmetic costs once the judge has replied. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class ArithmeticBench {

    private final double[] one = vector(1);
    private final double[] other = vector(2);
    private final CorrectnessWeights weights = CorrectnessWeights.read("answer_correctness", Map.of());
    private final Reply.Classes classes = new Reply.Classes(verdicts(4), verdicts(2), verdicts(3), null);
    private final Reply.Probes probes = new Reply.Probes(
            IntStream.range(0, 3)
                    .mapToObj(i -> new Reply.Probe("When did it open?", false))
                    .toList(),
            Reply.ProbeKind.QUESTION);
    private final Wording words = Reasons.in(Language.EN);
    private final List<Double> cosines = List.of(0.9, 0.8, 0.85);

    private static double[] vector(long seed) {
        return new Random(seed).doubles(1536).toArray();
    }

    private static List<Reply.Verdict> verdicts(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new Reply.Verdict("The bridge opened in 1894.", true, "The passage says so.", null, null))
                .toList();
    }

    @Benchmark
    public double cosine() {
        return Vectors.cosine(one, other);
    }

    @Benchmark
    public Score answerCorrectness() {
        return AnswerCorrectness.mark(classes, 0.87, weights, words);
    }

    @Benchmark
    public Score answerRelevancy() {
        return AnswerRelevancy.mark(probes, cosines, null, words);
    }
}
