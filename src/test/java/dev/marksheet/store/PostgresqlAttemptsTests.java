package dev.marksheet.store;

class PostgresqlAttemptsTests extends AttemptsContract {

    @Override
    Database open() {
        return Database.postgresql();
    }
}
