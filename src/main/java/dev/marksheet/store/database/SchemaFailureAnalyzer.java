package dev.marksheet.store.database;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start, without a stack trace, that the database has another schema than this version. */
class SchemaFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayValidateException cause) {
        return new FailureAnalysis(
                "The database was made by another version of Marksheet, whose tables this version can't take over.",
                "Go on with the version that made it, or start this one with a folder of its own"
                        + " (--marksheet.outputs-dir=…; with PostgreSQL: another database in spring.datasource.url)."
                        + " Nothing was changed.",
                cause);
    }
}
