package dev.marksheet.store.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * Tells values that the embedded database does not take from a database that takes none, as Spring does of other
 * databases by itself. Safe for use by many threads at once.
 */
@Component
@Profile("!" + PostgresqlEnvironment.PROFILE)
class SqliteFaults implements SQLExceptionTranslator {

    private static final int CONSTRAINT = 19;

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException fault) {
        String said = String.valueOf(fault.getMessage());
        // A trigger refuses for reasons of its own.
        return fault.getErrorCode() == CONSTRAINT && !said.contains("CONSTRAINT_TRIGGER")
                ? new DataIntegrityViolationException(task + ": " + said, fault)
                : null;
    }
}
