package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeTask.Criterion;
import dev.marksheet.session.Sample;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

class OwnCriteriaTests {

    private static final String ONE = "marksheet.criteria[0].";
    private static final ApplicationContextRunner RUNNER =
            new ApplicationContextRunner().withUserConfiguration(Metrics.class);

    /** Without the annotation of a configuration, so that no other test scans it. */
    @EnableConfigurationProperties({
        MetricProperties.class,
        CriteriaProperties.class,
        ContextProperties.class,
        FaithfulnessProperties.class
    })
    @ComponentScan(basePackageClasses = MetricCatalog.class)
    static class Metrics {}

    private static final ApplicationContextRunner POLITENESS = RUNNER.withPropertyValues(
            ONE + "name=politeness",
            ONE + "definition=The answer is polite.",
            ONE + "kind=rubric",
            ONE + "levels.1=Rude.",
            ONE + "levels.2=Plain.",
            ONE + "levels.3=Polite.",
            ONE + "needs=answer",
            ONE + "language=zh");

    @Test
    void standsInTheCatalogueLikeAnyOtherMetric() {
        POLITENESS.run(context -> {
            Description description = context.getBean(MetricCatalog.class).descriptions().stream()
                    .filter(d -> d.name().equals("politeness"))
                    .findFirst()
                    .orElseThrow();

            assertThat(description.needs()).containsExactly(Need.ANSWER);
            assertThat(List.of(description.min(), description.max())).containsExactly(1.0, 3.0);
            assertThat(description.summary()).isEqualTo("The answer is polite.");
            assertThat(description.version()).startsWith("own ");
        });
    }

    @Test
    void asksByItsLevelsInItsLanguageAndShowsNoMoreThanItNeeds() {
        POLITENESS.run(context -> {
            CriterionMetric metric = (CriterionMetric)
                    context.getBean(OwnCriteria.class).metrics().get(0);
            Sample sample = Sample.of("What?", "This, please.", List.of("a passage"), "that");

            Criterion task = metric.question(new Parameters("politeness", Map.of("strictness", 2)))
                    .vote(3, metric.fields(sample));

            assertThat(task)
                    .isEqualTo(new Criterion(
                            "The answer is polite.",
                            Map.of(1, "Rude.", 2, "Plain.", 3, "Polite."),
                            1,
                            3,
                            Map.of("response", "This, please."),
                            "zh",
                            3));
        });
    }

    @Test
    void readsYesOrNoWhereNoKindIsNamedAndOneToFiveOnAScale() {
        RUNNER.withPropertyValues(
                        ONE + "name=brief",
                        ONE + "definition=The answer is brief.",
                        "marksheet.criteria[1].name=clear",
                        "marksheet.criteria[1].definition=How clear is it?",
                        "marksheet.criteria[1].kind=scale",
                        "marksheet.criteria[1].higher-is-better=false")
                .run(context -> {
                    List<Metric> own = context.getBean(OwnCriteria.class).metrics();

                    assertThat(own).extracting(m -> m.description().max()).containsExactly(1.0, 5.0);
                    assertThat(own)
                            .extracting(m -> m.description().higherIsBetter())
                            .containsExactly(true, false);
                });
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(List.of("definition=x"), "name is missing"),
                Arguments.of(List.of("name=polite"), "definition is missing"),
                Arguments.of(List.of("name==SUM(A1)", "definition=x"), "name is '=SUM(A1)'"),
                Arguments.of(List.of("name=faithfulness", "definition=x"), "name is 'faithfulness'"),
                Arguments.of(List.of("name=weighted_score", "definition=x"), "name is 'weighted_score'"),
                Arguments.of(List.of("name=nv_accuracy", "definition=x"), "name is 'nv_accuracy'"),
                Arguments.of(List.of("name=a", "definition=x", "kind=rubric"), "levels has fewer than two levels"),
                Arguments.of(List.of("name=a", "definition=x", "levels.1=bad"), "levels is set, but kind is yes_no"),
                Arguments.of(
                        List.of("name=a", "definition=x", "kind=rubric", "levels.1=bad", "levels.2= "),
                        "levels.2 is missing"),
                Arguments.of(List.of("name=a", "definition=x", "max=3"), "max is set, but kind is yes_no"),
                Arguments.of(
                        List.of("name=a", "definition=x", "kind=scale", "min=3", "max=3"), "max is 3 and min is 3"),
                Arguments.of(List.of("name=a", "definition=x", "needs=retrieved_context_ids"), "needs names an input"),
                Arguments.of(List.of("name=a", "definition=x", "language=fr"), "language is 'fr'"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failsAtStartAndNamesThePropertyAndTheWayOut(List<String> properties, String problem) {
        RUNNER.withPropertyValues(properties.stream().map(p -> ONE + p).toArray(String[]::new))
                .run(context -> {
                    FailureAnalysis analysis = new MetricSettingFailureAnalyzer().analyze(context.getStartupFailure());

                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription()).startsWith(ONE + problem);
                    assertThat(analysis.getAction()).startsWith("Set " + ONE).hasSizeGreaterThan(40);
                });
    }
}
