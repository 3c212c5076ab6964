package dev.marksheet.store;

class PostgresqlCallStoreTests extends CallStoreContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
