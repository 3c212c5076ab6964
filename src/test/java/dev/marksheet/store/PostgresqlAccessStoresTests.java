package dev.marksheet.store;

class PostgresqlAccessStoresTests extends AccessStoresContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
