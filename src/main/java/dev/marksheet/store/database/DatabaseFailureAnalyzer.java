package dev.marksheet.store.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Says at start, without a stack trace, why no connection to PostgreSQL could be made. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** The classes of SQLSTATE for: no connection, no such user or password, no such database, no room, not now. */
    private static final Set<String> NOT_CONNECTED = Set.of("08", "28", "3D", "53", "57");

    private static final int CLASS_LENGTH = 2;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        if (state.length() < CLASS_LENGTH || !NOT_CONNECTED.contains(state.substring(0, CLASS_LENGTH))) {
            return null;
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
        String detail = root == cause ? "" : " (" + root + ")";
        return new FailureAnalysis(
                "The database can't be reached: " + cause.getMessage() + detail,
                "Check spring.datasource.url (jdbc:postgresql://HOST:PORT/DATABASE), .username and .password, and that"
                        + " PostgreSQL runs there. Nothing was changed.",
                cause);
    }
}
