package dev.marksheet.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A data source that remembers the statements which are prepared on it, with their values. Not for many threads. */
public final class RecordedSql {

    private final DataSource source;
    private final List<Statement> statements = new ArrayList<>();

    /** @param values calls of the setters, in order */
    private record Statement(String sql, List<Value> values) {}

    private record Value(Method setter, Object[] arguments) {}

    public RecordedSql(DataSource source) {
        this.source = source;
    }

    public DataSource source() {
        return proxy(
                DataSource.class,
                source,
                (method, arguments, result) ->
                        result instanceof Connection connection ? recording(connection) : result);
    }

    private Connection recording(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) -> result instanceof PreparedStatement prepared
                        ? recording(prepared, (String) arguments[0])
                        : result);
    }

    private PreparedStatement recording(PreparedStatement prepared, String sql) {
        Statement statement = new Statement(sql, new ArrayList<>());
        statements.add(statement);
        return proxy(PreparedStatement.class, prepared, (method, arguments, result) -> {
            if (method.getName().startsWith("set") && arguments.length >= 2) {
                statement.values().add(new Value(method, arguments));
            }
            return result;
        });
    }

    /** How many statements were prepared since the last call of this. */
    public int count() {
        int count = statements.size();
        statements.clear();
        return count;
    }

    /** How the database runs the statements since the last look, a line a step. */
    public String plans(String explain) {
        StringBuilder plans = new StringBuilder();
        try (Connection connection = source.getConnection()) {
            for (Statement statement : statements) {
                try (PreparedStatement prepared = connection.prepareStatement(explain + " " + statement.sql())) {
                    for (Value value : statement.values()) {
                        value.setter().invoke(prepared, value.arguments());
                    }
                    read(prepared, plans);
                }
            }
        } catch (SQLException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
        statements.clear();
        return plans.toString();
    }

    private static void read(PreparedStatement explain, StringBuilder plans) throws SQLException {
        try (ResultSet rows = explain.executeQuery()) {
            int last = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                plans.append(rows.getString(last)).append('\n');
            }
        }
    }

    private interface Seen {
        Object by(Method method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Seen seen) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return seen.by(method, arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
