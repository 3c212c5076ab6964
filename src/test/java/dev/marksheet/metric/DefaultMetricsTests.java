package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DefaultMetricsTests {

    private static final ApplicationContextRunner RUNNER =
            new ApplicationContextRunner().withUserConfiguration(OwnCriteriaTests.Metrics.class);

    @Test
    void saysAtStartWhichModesOfFaithfulnessThereAre() {
        RUNNER.withPropertyValues("marksheet.metric.faithfulness.mode=both").run(context -> {
            FailureAnalysis analysis = new MetricSettingFailureAnalyzer().analyze(context.getStartupFailure());

            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription())
                    .isEqualTo("marksheet.metric.faithfulness.mode is 'both', which is no mode");
            assertThat(analysis.getAction())
                    .startsWith("Set marksheet.metric.faithfulness.mode to one of two_steps, one_pass");
        });
    }

    @Test
    void saysAtStartWhichNamesAreUnknownAndWhichAreValid() {
        RUNNER.withPropertyValues("marksheet.metrics=faithfulness,faithfulnes,blue_score")
                .run(context -> {
                    FailureAnalysis analysis = new MetricSettingFailureAnalyzer().analyze(context.getStartupFailure());

                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription())
                            .isEqualTo("marksheet.metrics names unknown metrics: faithfulnes, blue_score");
                    assertThat(analysis.getAction())
                            .startsWith("Set marksheet.metrics to names out of these: faithfulness, ");
                });
    }
}
