package dev.marksheet.store;

class PostgresqlSessionDeletionsTests extends SessionDeletionsContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }

    @Override
    String tablesWith(String column) {
        return "select table_name from information_schema.columns where table_schema = 'public' and column_name = '"
                + column + "'";
    }
}
