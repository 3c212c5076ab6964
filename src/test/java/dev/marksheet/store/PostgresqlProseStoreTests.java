package dev.marksheet.store;

class PostgresqlProseStoreTests extends ProseStoreContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
