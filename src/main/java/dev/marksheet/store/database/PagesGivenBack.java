package dev.marksheet.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Has a new SQLite file keep account of its pages, so that those which are not needed any more can be given back to the
 * disk little by little. That takes a rewrite of the whole file, so one that is in use stays as it is.
 */
final class PagesGivenBack implements Callback {

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            if (read(statement, "select count(*) from sqlite_master where name = 'session'") == 0
                    && read(statement, "pragma auto_vacuum") == 0) {
                statement.execute("pragma auto_vacuum = incremental");
                statement.execute("vacuum");
            }
        } catch (SQLException e) {
            throw new FlywayException("The database's file can't be set up", e);
        }
    }

    private static long read(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public String getCallbackName() {
        return "pages-given-back";
    }
}
