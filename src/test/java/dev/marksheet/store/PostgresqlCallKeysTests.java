package dev.marksheet.store;

class PostgresqlCallKeysTests extends CallKeysContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
