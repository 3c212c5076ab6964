package dev.marksheet.store.database;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/** Says at start, without a stack trace, why the embedded database's file can't be used. */
class SqliteFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** What stands at the start of all that its driver says. */
    private static final String SQLITE = "[SQLITE_";

    /** By SQLite's result codes. */
    private static final Map<Integer, String> FAULTS = Map.of(
            26, "holds something else than a database",
            11, "is damaged: a part of it is missing or was written over",
            14, "can't be opened",
            8, "can't be written to");

    private final Environment environment;

    SqliteFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        Throwable said = NestedExceptionUtils.getMostSpecificCause(cause);
        boolean ofSqlite = String.valueOf(said.getMessage()).startsWith(SQLITE);
        String fault = ofSqlite && said instanceof SQLException sql ? FAULTS.get(sql.getErrorCode()) : null;
        if (fault == null) {
            return null;
        }
        String folder = environment.getProperty("marksheet.outputs-dir", "outputs");
        return new FailureAnalysis(
                "The database's file %s/marksheet.db %s (%s).".formatted(folder, fault, said.getMessage()),
                "Put a backup of it in its place, or start with a folder of its own"
                        + " (--marksheet.outputs-dir=…). What is still readable in a damaged file can be saved with sqlite3's"
                        + " .recover. Nothing was changed.",
                cause);
    }
}
