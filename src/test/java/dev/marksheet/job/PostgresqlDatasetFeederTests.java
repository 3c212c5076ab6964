package dev.marksheet.job;

import dev.marksheet.store.Database;

class PostgresqlDatasetFeederTests extends DatasetFeederContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
