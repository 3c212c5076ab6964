package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DefaultMetricsTests {

    private static final ApplicationContextRunner RUNNER =
            new ApplicationContextRunner().withUserConfiguration(OwnCriteriaTests.Metrics.class);

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
