package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in a metric is its own outcome and nobody else's. */
class MetricFaultTests {

    private static final Sample SAMPLE = Sample.of("why", "because", List.of(), null);

    /** A metric that ends as a test says. */
    private record Ending(Supplier<CompletableFuture<Score>> end, boolean strict) implements Metric {

        @Override
        public Description description() {
            return Description.withJudge("m", 1, List.of(Need.QUESTION, Need.ANSWER, Need.GROUND_TRUTH), "1", "fake");
        }

        @Override
        public void check(Map<String, Object> parameters) {
            if (strict) {
                throw new MetricParameterException("m", "p", "is odd");
            }
        }

        @Override
        public CompletableFuture<Score> score(Call call, CallJudge panel) {
            return end.get();
        }
    }

    static Stream<Metric> metrics() {
        return MetricBeans.all(false).stream();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void everyMetricRefusesParametersThatItDoesNotKnow(Metric metric) {
        metric.check(Map.of());
        assertThatThrownBy(() -> metric.check(Map.of("unheard_of", 1)))
                .isInstanceOf(MetricParameterException.class)
                .hasMessageContaining("unheard_of")
                .hasMessageContaining("is unknown");
    }

    @Test
    void scoresAreKeptWithinTheirRange() {
        assertThat(outcome(() -> CompletableFuture.completedFuture(new Score.Scored(1 + 1e-12, Evidence.NONE))))
                .isEqualTo(new Score.Scored(1, Evidence.NONE));
        Score skipped = new Score.Skipped("nothing to see");
        assertThat(outcome(() -> CompletableFuture.completedFuture(skipped))).isEqualTo(skipped);
    }

    @Test
    void aJudgeThatGivesUpFailsTheMetricInItsOwnWords() {
        assertThat(failed(() -> failing(new JudgeException("no usable reply", true, Usage.NONE, null))))
                .isEqualTo("no usable reply");
        assertThat(failed(() -> failing(new CancellationException()))).isEqualTo("not finished");
        assertThat(failed(() -> failing(new MetricParameterException("m", "p", "is odd"))))
                .contains("p", "is odd");
        assertThat(failed(() -> failing(new StackOverflowError()))).startsWith("an internal fault");
    }

    @Test
    void aMetricThatThrowsInsteadOfFailingIsNoWorse() {
        assertThat(failed(() -> {
                    throw new IllegalStateException("odd");
                }))
                .startsWith("an internal fault");
        Score refused = new MetricRun(false)
                .start(new Ending(() -> failing(new AssertionError("never asked")), true), complete(), name -> null)
                .join();
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Score.Failed.class, f -> assertThat(f.reason()).contains("is odd"));
    }

    @Test
    void namesAllInputsThatAreMissing() {
        Call call = new Call(Sample.of("why", null, List.of(), null), Map.of(), Language.EN);
        Call blank = new Call(Sample.of("why", "because", List.of(), " "), Map.of(), Language.EN);
        Metric metric = new Ending(() -> CompletableFuture.completedFuture(new Score.Scored(1, Evidence.NONE)), false);

        assertThat(new MetricRun(false).start(metric, call, name -> null).join())
                .isEqualTo(Score.Skipped.lacking(
                        List.of("answer", "ground_truth"), "answer and ground_truth are missing"));
        assertThat(new MetricRun(false).start(metric, blank, name -> null).join())
                .isEqualTo(Score.Skipped.lacking(List.of("ground_truth"), "ground_truth is missing"));
        // RAGAS scores an empty text where the column is there.
        assertThat(new MetricRun(true).start(metric, blank, name -> null).join())
                .isInstanceOf(Score.Scored.class);
        assertThat(new MetricRun(true).ragasCompatible()).isTrue();
        assertThat(new MetricRun(false).ragasCompatible()).isFalse();
    }

    private static Call complete() {
        return new Call(
                Sample.of(SAMPLE.question(), SAMPLE.answer(), List.of(), "for a reason"), Map.of(), Language.EN);
    }

    private static CompletableFuture<Score> failing(Throwable fault) {
        return CompletableFuture.failedFuture(fault);
    }

    private static String failed(Supplier<CompletableFuture<Score>> end) {
        return ((Score.Failed) outcome(end)).reason();
    }

    private static Score outcome(Supplier<CompletableFuture<Score>> end) {
        return new MetricRun(false)
                .start(new Ending(end, false), complete(), name -> null)
                .join();
    }
}
