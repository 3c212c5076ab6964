package dev.marksheet.query;

import dev.marksheet.store.Database;

class PostgresqlCallQueriesTests extends CallQueriesContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
