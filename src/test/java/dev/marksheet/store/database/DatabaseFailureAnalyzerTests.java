package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class DatabaseFailureAnalyzerTests {

    @Test
    void saysWhereNothingListensAndWhatToCheckWithoutThePassword() {
        Throwable refused = catchThrowable(() ->
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/marksheet?user=marksheet&password=secret"));

        FailureAnalysis analysis = new DatabaseFailureAnalyzer().analyze(new IllegalStateException("bean", refused));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .startsWith("The database can't be reached: Connection to 127.0.0.1:1 refused")
                .doesNotContain("secret");
        assertThat(analysis.getAction()).contains("spring.datasource.url");
    }

    @Test
    void leavesOtherFaultsOfTheDatabaseToTheirStackTrace() {
        SQLException syntax = new SQLException("syntax error", "42601");

        assertThat(new DatabaseFailureAnalyzer().analyze(new IllegalStateException("bean", syntax)))
                .isNull();
    }
}
