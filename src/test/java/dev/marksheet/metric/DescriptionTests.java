package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.session.Sample;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionTests {

    static Stream<Metric> metrics() {
        return MetricBeans.all(false).stream();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void tellsWhetherAJudgeIsAskedAndWhetherTextsAreEmbedded(Metric metric) {
        FakeJudge judge = new FakeJudge();
        FakeEmbedder embedder = new FakeEmbedder();
        Description description = metric.description();
        try (SharedCallJudge panel = new SharedCallJudge(judge, embedder, List.of(), Language.EN, Runnable::run)) {
            metric.score(call(), panel.forMetric(description.name())).join();
        }

        assertThat(!judge.asked().isEmpty()).as("judge").isEqualTo(description.usesJudge());
        assertThat(!embedder.embedded().isEmpty()).as("embeddings").isEqualTo(description.usesEmbeddings());
        assertThat(description.judgeCalls().equals("0")).as("calls").isEqualTo(!description.usesJudge());
    }

    private static Call call() {
        Sample sample = new Sample(
                "When did it open?",
                "It opened in 1894.",
                List.of("The bridge opened in 1894."),
                "In 1894.",
                List.of("The bridge opened in 1894."),
                List.of("1"),
                List.of("1"));
        return new Call(sample, Map.of(), Language.EN);
    }

    @Test
    void givesEachMetricAPlaceOfItsOwn() {
        assertThat(metrics().map(metric -> metric.description().order())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void givesAValueThatRoundingLeftBesideAnEndAsThatEnd(Metric metric) {
        Description description = metric.description();
        double max = description.max();
        double min = description.min();

        if (description.nominal()) {
            assertThat(description.bounded(max + 5)).isEqualTo(max + 5);
            return;
        }
        assertThat(description.bounded(max - 1e-10)).isEqualTo(max);
        assertThat(description.bounded(max + 4e-16)).isEqualTo(max);
        assertThat(description.bounded(min + 1e-10)).isEqualTo(min);
        assertThat(description.bounded(min - 0.0005)).isEqualTo(min);
        assertThat(description.bounded(max - 2e-9)).isEqualTo(max - 2e-9);
    }
}
