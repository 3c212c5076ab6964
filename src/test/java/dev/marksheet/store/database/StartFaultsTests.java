package dev.marksheet.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorDetails;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.mock.env.MockEnvironment;

/** What is said of faults of either database, and which are those of values. */
class StartFaultsTests {

    private static FailureAnalysis ofSqlite(SQLException fault) {
        MockEnvironment environment = new MockEnvironment().withProperty("marksheet.outputs-dir", "/data");
        return new SqliteFailureAnalyzer(environment).analyze(new IllegalStateException("bean", fault));
    }

    @ParameterizedTest
    @CsvSource({
        "26, holds something else than a database",
        "11, is damaged",
        "14, can't be opened",
        "8, can't be written to"
    })
    void saysWhatIsWrongWithTheFileAndWhereItIs(int code, String words) {
        SQLException fault = new SQLException("[SQLITE_X] said", null, code);

        FailureAnalysis analysis = ofSqlite(fault);

        assertThat(analysis.getDescription()).startsWith("The database's file /data/marksheet.db " + words);
        assertThat(analysis.getDescription()).endsWith("([SQLITE_X] said).");
        assertThat(analysis.getAction()).contains("backup", "marksheet.outputs-dir");
        assertThat(analysis.getCause()).isSameAs(fault);
    }

    @Test
    void saysWhatLiesUnderTheFaultThatItMeets() {
        SQLException deep = new SQLException("[SQLITE_NOTADB] said", null, 26);
        SQLException wrapped = new SQLException("can't get a connection", deep);

        assertThat(ofSqlite(wrapped).getDescription()).contains("holds something else", "[SQLITE_NOTADB]");
    }

    @Test
    void leavesFaultsThatAreNotOfTheFileToTheirStackTrace() {
        assertThat(ofSqlite(new SQLException("[SQLITE_BUSY] locked", null, 5))).isNull();
        assertThat(ofSqlite(new SQLException("of another database", null, 26))).isNull();
        assertThat(ofSqlite(new SQLException(null, null, 26))).isNull();
    }

    @Test
    void saysThatAnotherVersionMadeTheTables() {
        FlywayValidateException fault =
                new FlywayValidateException(new ErrorDetails(CoreErrorCode.VALIDATE_ERROR, "checksum"), "checksum");

        FailureAnalysis analysis = new SchemaFailureAnalyzer().analyze(new IllegalStateException("bean", fault));

        assertThat(Objects.requireNonNull(analysis).getDescription()).contains("another version of Marksheet");
        assertThat(analysis.getAction()).contains("spring.datasource.url", "Nothing was changed");
        assertThat(analysis.getCause()).isSameAs(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "28P01", "3D000", "53300", "57P03", "08"})
    void saysWhyPostgresqlCantBeReached(String state) {
        SQLException fault = new SQLException("refused", state, new IllegalStateException("deeper"));

        FailureAnalysis analysis = new DatabaseFailureAnalyzer().analyze(new IllegalStateException("bean", fault));

        assertThat(Objects.requireNonNull(analysis).getDescription())
                .isEqualTo("The database can't be reached: refused (java.lang.IllegalStateException: deeper)");
        assertThat(analysis.getCause()).isSameAs(fault);
    }

    @Test
    void addsNoCauseWhereThereIsNone() {
        SQLException fault = new SQLException("refused", "08001");

        assertThat(Objects.requireNonNull(new DatabaseFailureAnalyzer().analyze(fault))
                        .getDescription())
                .isEqualTo("The database can't be reached: refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "42601", "22P08"})
    void leavesOtherStatesToTheirStackTrace(String state) {
        assertThat(new DatabaseFailureAnalyzer().analyze(new SQLException("other", state)))
                .isNull();
        assertThat(new DatabaseFailureAnalyzer().analyze(new SQLException("none")))
                .isNull();
    }

    @Test
    void aConstraintIsAFaultOfValuesAndATriggersIsNot() {
        SqliteFaults faults = new SqliteFaults();
        SQLException values = new SQLException("[SQLITE_CONSTRAINT_UNIQUE] twice", null, 19);

        assertThat(faults.translate("insert", "insert …", values))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("insert: [SQLITE_CONSTRAINT_UNIQUE] twice")
                .hasCause(values);
        assertThat(faults.translate("insert", null, new SQLException(null, null, 19)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(faults.translate("insert", null, new SQLException("[SQLITE_CONSTRAINT_TRIGGER] no", null, 19)))
                .isNull();
        assertThat(faults.translate("insert", null, new SQLException("[SQLITE_FULL] full", null, 13)))
                .isNull();
    }
}
