package dev.marksheet.query;

import dev.marksheet.store.Database;

class PostgresqlRunListTests extends RunListContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
