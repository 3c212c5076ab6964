package dev.marksheet.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says at start, without a stack trace, why the embedded database's file can't be used. */
class SqliteFailureAnalyzer extends AbstractFailureAnalyzer<SQLiteException> {

    private static final Map<SQLiteErrorCode, String> FAULTS = Map.of(
            SQLiteErrorCode.SQLITE_NOTADB, "holds something else than a database",
            SQLiteErrorCode.SQLITE_CORRUPT, "is damaged: a part of it is missing or was written over",
            SQLiteErrorCode.SQLITE_CANTOPEN, "can't be opened",
            SQLiteErrorCode.SQLITE_READONLY, "can't be written to");

    /** Further codes of a kind are told in the bits above. */
    private static final int KIND = 0xff;

    private final Environment environment;

    SqliteFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLiteException cause) {
        SQLiteErrorCode kind = SQLiteErrorCode.getErrorCode(cause.getResultCode().code & KIND);
        String fault = FAULTS.get(kind);
        if (fault == null) {
            return null;
        }
        String folder = environment.getProperty("marksheet.outputs-dir", "outputs");
        return new FailureAnalysis(
                "The database's file %s/marksheet.db %s (%s).".formatted(folder, fault, cause.getMessage()),
                "Put a backup of the outputs folder in its place, or start with a folder of its own"
                        + " (--marksheet.outputs-dir=…). What is still readable in a damaged file can be saved with sqlite3's"
                        + " .recover. Nothing was changed.",
                cause);
    }
}
