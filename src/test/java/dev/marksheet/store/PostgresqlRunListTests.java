package dev.marksheet.store;

class PostgresqlRunListTests extends RunListContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
