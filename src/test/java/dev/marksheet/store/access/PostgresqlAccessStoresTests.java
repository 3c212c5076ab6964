package dev.marksheet.store.access;

import dev.marksheet.store.Database;

class PostgresqlAccessStoresTests extends AccessStoresContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
