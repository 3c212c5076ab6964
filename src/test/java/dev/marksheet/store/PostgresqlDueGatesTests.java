package dev.marksheet.store;

class PostgresqlDueGatesTests extends DueGatesContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
