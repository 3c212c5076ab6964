package dev.marksheet.query;

import dev.marksheet.store.Database;

class PostgresqlGateQueriesTests extends GateQueriesContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
