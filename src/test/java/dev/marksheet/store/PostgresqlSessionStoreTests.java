package dev.marksheet.store;

class PostgresqlSessionStoreTests extends SessionStoreContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
